using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands of deflections, source optics and the instrument's own language.</summary>
internal static partial class SourceCommands
{
    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "set_deflection" => Spectrometer(call, new InstrumentProtocol.SetDeflection(call.Id, call.Args.Text("detname"), call.Args.NumberOrNull("v"))),
        "get_deflection" => Spectrometer(call, new InstrumentProtocol.GetDeflection(call.Id, call.Args.Text("detname")), Json.Of),
        "set_deflections" => Sequence(call, [.. call.Instrument.Detectors.Select(d => (Func<string, object>)(id => new InstrumentProtocol.SetDeflection(id, d.Name, null)))]),
        "set_ysymmetry" => Parameter(call, "YSymmetry"),
        "set_zsymmetry" => Parameter(call, "ZSymmetry"),
        "set_zfocus" => Parameter(call, "ZFocus"),
        "set_extraction_focus" => Parameter(call, "ExtractionFocus"),
        "set_extraction_symmetry" => Parameter(call, "ExtractionSymmetry"),
        "set_extraction_lens" => Parameter(call, "ExtractionLens"),
        "set_cdd_operating_voltage" => Parameter(call, "CDDSupply"),
        "set_accelerating_voltage" => Parameter(call, "HighVoltage"),
        "set_source_optics" or "set_source_parameters" => Parameters(call),
        "raw_spectrometer_command" => Raw(call),
        "set_spectrometer_configuration" => new CommandPlan.Refuse(
            $"set_spectrometer_configuration({call.Args.Text("name")}): {call.Instrument.Name} has no named configurations"),
        "position_hv" or "opc_command" or "measure" or "sink_data" => new CommandPlan.Refuse(
            $"{call.Request.Name}: {call.Instrument.Name} has nothing that does this"),
        _ => null,
    };

    private static CommandPlan Spectrometer(CommandCall call, object request, Func<object?, JsonElement>? result = null) =>
        DeviceCommands.Device(call, call.Services.Spectrometer, request, DeviceCommands.OnRefusal.FailsCommand, result ?? (_ => Json.Null));

    /// <summary>No value means the configured one.</summary>
    private static CommandPlan Parameter(CommandCall call, string parameter) =>
        (call.Args.NumberOrNull("v") ?? call.Instrument.FindSourceParameter(parameter)?.Value) is not { } value
            ? new CommandPlan.Refuse($"{call.Request.Name}: {call.Instrument.Name} has no source parameter {parameter}")
            : Spectrometer(call, new InstrumentProtocol.SetParameter(call.Id, parameter, value));

    /// <summary>
    /// Of the instruments' own languages <c>SetParameter NAME Set,VALUE</c> (Qtegra) is what scripts use: it is carried out, and recorded, as the parameter that it sets. The
    /// rest is for a driver that speaks the language.
    /// </summary>
    private static CommandPlan Raw(CommandCall call)
    {
        var text = call.Args.Text("command");
        if (RawSetting().Match(text) is { Success: true } set
            && call.Instrument.FindSourceParameter(set.Groups["name"].Value.Replace(" ", "", StringComparison.Ordinal)) is { } parameter
            && double.TryParse(set.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return Spectrometer(call, new InstrumentProtocol.SetParameter(call.Id, parameter.Name, value));
        }

        return Spectrometer(call, new InstrumentProtocol.RawCommand(call.Id, text));
    }

    [GeneratedRegex(@"^\s*SetParameter\s+(?<name>.+?)(\s+Set)?\s*,\s*(?<value>[-+.0-9eE]+)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex RawSetting();

    /// <summary>Keywords override the configured values; without any, all configured values are sent.</summary>
    private static CommandPlan Parameters(CommandCall call)
    {
        var given = call.Args.Values.GetValueOrDefault("kw") is { ValueKind: JsonValueKind.Object } keywords
            ? keywords.EnumerateObject().ToImmutableDictionary(k => k.Name, k => k.Value)
            : ImmutableDictionary<string, JsonElement>.Empty;
        var values = given.IsEmpty
            ? call.Instrument.Source.Select(p => (p.Name, Value: (double?)p.Value)).ToImmutableArray()
            : [.. given.Select(g => (Name: g.Key, Value: CommandArguments.NumberOf(g.Value)))];
        if (values.FirstOrDefault(v => v.Value is null).Name is { } bad)
            return new CommandPlan.Refuse($"{call.Request.Name}: {bad} is {given[bad].GetRawText()}, a number was expected");
        return Sequence(call, [.. values.Select(v => (Func<string, object>)(id => new InstrumentProtocol.SetParameter(id, v.Name, v.Value!.Value)))]);
    }

    private static CommandPlan Sequence(CommandCall call, ImmutableArray<Func<string, object>> requests) =>
        new CommandPlan.Child(SequenceActor.Props(new SequenceActor.Order(
            call.Key, call.Id, call.Services.Spectrometer, requests, Json.Null, DeviceCommands.LimitOf(call), _ => (RunEnding?)null)));
}
