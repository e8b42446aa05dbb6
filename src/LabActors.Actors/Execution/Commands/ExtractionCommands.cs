using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Execution.Commands.DeviceCommands;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands of the extraction device: position, output, patterns, motors, pipettes.</summary>
internal static class ExtractionCommands
{
    private static readonly ImmutableDictionary<string, string> NoArguments = ImmutableDictionary<string, string>.Empty;

    private const string Recorder = RunProgress.ResponseRecorder;

    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "move_to_position" => WithDevice(call, Move),
        "extract" => WithDevice(call, Extract),
        "end_extract" => WithDevice(call, (c, d) => Device(c, d, new InstrumentProtocol.EndOutput(c.Id), result: NoValue, facts: (done, at) => Output(c, at, 0, "", done))),
        "enable" => WithDevice(call, (c, d) => Device(c, d, new InstrumentProtocol.SetEnabled(c.Id, true), result: True)),
        "disable" => WithDevice(call, (c, d) => Device(c, d, new InstrumentProtocol.SetEnabled(c.Id, false), result: True, facts: (done, at) => Output(c, at, 0, "", done))),
        "fire_laser" => WithDevice(call, (c, d) => Device(c, d, Action(c), result: NoValue, facts: (done, at) => Output(c, at, (double)done.Value!, "", done))),
        "ramp" => WithDevice(call, Ramp),
        "execute_pattern" => WithDevice(call, Pattern),
        "set_motor" => WithDevice(call, Motor),
        "set_x" or "set_y" or "set_z" => WithDevice(call, Axis),
        "extract_pipette" or "load_pipette" => WithDevice(call, Pipette),
        "start_response_recorder" => WithDevice(call, (_, device) => new CommandPlan.StartRecorder(Recorder, period => RecorderActor.Props(new RecorderActor.Order(
            device, period, id => new InstrumentProtocol.ReadStatus(id), Sampled, RecorderActor.Progress.Of(call, Recorder))))),
        "stop_response_recorder" => WithDevice(call, (_, _) => new CommandPlan.StopRecorder(Recorder)),
        "set_response_recorder_period" => WithDevice(call, (c, _) => RecorderPeriod(c)),
        "set_light" or "set_motor_lock" or "wake" or "check_reached_setpoint" or "set_pid_parameters" or "power_map" => WithDevice(call, (c, d) => Device(c, d, Action(c), OnRefusal.PassesOver)),
        "prepare" or "warmup" or "set_tray" or "set_xy" or "dump_sample" or "drop_sample"
            or "load_and_execute_lascon_script" or "set_reprate" or "drill_point" or "trace_path" => WithDevice(call, (c, d) => Device(c, d, Action(c))),
        _ => null,
    };

    /// <summary>
    /// A run without an extraction device passes over the device's commands, as Pychron does; unlike there, its log says so.
    /// </summary>
    private static CommandPlan WithDevice(CommandCall call, Func<CommandCall, IActorRef, CommandPlan> plan)
    {
        var device = call.Services.ExtractionDevice(call.Run.Started!.ExtractionDevice);
        return device.IsNobody()
            ? new CommandPlan.Answer(
                Json.Null,
                [new RunNoted(call.Now, "warning", $"{call.Request.Name} in {call.Where} was passed over: the run has no extraction device")])
            : plan(call, device);
    }

    private static JsonElement NoValue(object? _) => Json.Null;

    private static JsonElement True(object? _) => Json.Of(true);

    /// <summary>Context variable of the script that called, or undefined.</summary>
    private static JsonElement Context(CommandCall call, string name) =>
        call.Run.Scripts[call.Request.Kind].Started.Context.GetValueOrDefault(name);

    private static ExtractionDeviceDefinition? Definition(CommandCall call) =>
        call.Services.Lab.ExtractionDevices.FirstOrDefault(d => d.Name == call.Run.Started!.ExtractionDevice);

    private static ImmutableArray<IJournalEvent> Output(CommandCall call, DateTimeOffset at, double value, string units, InstrumentProtocol.Done done) =>
        [new OutputSet(at, value, Definition(call)?.FindUnit(units)?.Name ?? units, call.Request.Name, done.Simulated)];

    private static CommandPlan Move(CommandCall call, IActorRef device)
    {
        var value = call.Args.Text("position").Length == 0 ? Context(call, "position") : call.Args.Values["position"];
        ImmutableArray<string> positions = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(PositionText)]
            : [CommandArguments.TextOf(value)];
        if (positions.IsEmpty || positions.Any(p => p.Length == 0))
            return new CommandPlan.Answer(Json.Of(true), []);

        var autocenter = call.Args.Flag("autocenter");
        return new CommandPlan.Child(SequenceActor.Props(new SequenceActor.Order(
            call.Key,
            call.Id,
            device,
            [.. positions.Select(p => (Func<string, object>)(id => new InstrumentProtocol.MoveTo(id, p, autocenter)))],
            Json.Of(true),
            LimitOf(call),
            reason => new RunEnding("canceled", $"move_to_position in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true),
            (index, at, simulated) => [Reached(call, at, positions[index], simulated)])
        {
            Done = call.Resumed?.Facts.OfType<PositionReached>().Count() ?? 0,
        }));
    }

    /// <summary>Coordinates are known where the script gave them; a hole's are the tray map's affair.</summary>
    private static PositionReached Reached(CommandCall call, DateTimeOffset at, string position, bool simulated)
    {
        var coordinates = ExtractionRules.Coordinates(position);
        return new PositionReached(at, position, At(0), At(1), At(2), call.Run.Started!.Spec.AnalysisType == "degas", simulated);

        double? At(int axis) => axis < coordinates.Length ? coordinates[axis] : null;
    }

    /// <summary>A hole's name, or x,y[,z].</summary>
    private static string PositionText(JsonElement position) => position.ValueKind == JsonValueKind.Array
        ? string.Join(',', position.EnumerateArray().Select(CommandArguments.TextOf))
        : CommandArguments.TextOf(position);

    private static CommandPlan Extract(CommandCall call, IActorRef device)
    {
        var power = call.Args.Text("power").Length == 0
            ? CommandArguments.NumberOf(Context(call, "extract_value")) ?? 0
            : call.Args.Number("power");
        var units = call.Args.Text("units").Length == 0
            ? CommandArguments.TextOf(Context(call, "extract_units"))
            : call.Args.Text("units");
        return Device(call, device, new InstrumentProtocol.SetOutput(call.Id, power, units), result: NoValue, facts: (done, at) => Output(call, at, power, units, done));
    }

    private static CommandPlan Ramp(CommandCall call, IActorRef device)
    {
        var start = call.Args.Number("start");
        var setPoint = call.Args.Number("setpoint");
        var rate = call.Args.Number("rate");
        var seconds = rate > 0 ? Math.Abs(start - setPoint) / rate : call.Args.Number("duration");
        return new CommandPlan.Child(RampActor.Props(new RampActor.Order(
            call.Key,
            call.Id,
            device,
            start,
            setPoint,
            TimeSpan.FromSeconds(Math.Max(0, seconds)),
            TimeSpan.FromSeconds(Math.Max(0.1, call.Args.Number("period", 1))),
            CommandArguments.TextOf(Context(call, "extract_units")))
        {
            Resumed = call.Resumed is { } record ? new RampActor.Progress(record.Request.At, record.Facts.OfType<OutputSet>().Count()) : null,
        }));
    }

    private static CommandPlan Pattern(CommandCall call, IActorRef device)
    {
        var pattern = call.Args.Text("pattern").Length == 0
            ? CommandArguments.TextOf(Context(call, "pattern"))
            : call.Args.Text("pattern");
        return pattern.Length == 0
            ? new CommandPlan.Answer(Json.Of(0.0), [])
            : Device(call, device, new InstrumentProtocol.ExecutePattern(
                call.Id, pattern, call.Args.NumberOrNull("duration"), call.Args.Flag("block"))
            { Since = Began(call), TellsBegun = true });
    }

    /// <summary>The device had begun it before an outage: it is waited for.</summary>
    private static DateTimeOffset? Began(CommandCall call) => call.Resumed?.Last<DeviceActionBegan>()?.At;

    private static CommandPlan Motor(CommandCall call, IActorRef device) => call.Args.Text("value").Length == 0
        ? CommandPlan.None
        : Device(call, device, new InstrumentProtocol.SetMotor(call.Id, call.Args.Text("name"), call.Args.Number("value")), result: NoValue);

    private static CommandPlan Axis(CommandCall call, IActorRef device) => Device(
        call, device, new InstrumentProtocol.SetMotor(call.Id, call.Request.Name["set_".Length..], call.Args.Number("value")), result: True);

    private static string Shot(CommandCall call) => call.Args.Text("identifier").Length == 0
        ? CommandArguments.TextOf(Context(call, "extract_value"))
        : call.Args.Text("identifier");

    private static bool IsBlank(CommandCall call) => CommandArguments.TextOf(Context(call, "analysis_type")) == "blank";

    private static ImmutableArray<IJournalEvent> Taken(CommandCall call, DateTimeOffset at, bool simulated) =>
        [new ShotTaken(at, $"{call.Run.Started!.ExtractionDevice} {Shot(call)}", null, IsBlank(call), simulated)];

    /// <summary>What a command that must not happen twice returns, and what it means, when somebody says that it was done before an outage.</summary>
    public static (JsonElement Result, ImmutableArray<IJournalEvent> Facts) WhenTakenForDone(CommandCall call) => call.Request.Name switch
    {
        "extract_pipette" or "load_pipette" => (Json.Of(true), Taken(call, call.Present, call.Run.Started!.Simulated)),
        "fire_laser" when call.Run.Output is { } output => (Json.Null, [output with { At = call.Present, Command = "fire_laser" }]),
        "execute_pattern" => (Json.Of(0.0), []),
        _ => (Json.Null, []),
    };

    /// <summary>A shot that the system does not have or does not get done cancels the run, as it does in Pychron.</summary>
    private static RunEnding NoShot(CommandCall call, string reason) =>
        new("canceled", $"{call.Request.Name} in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true);

    private static CommandPlan Pipette(CommandCall call, IActorRef device)
    {
        var (identifier, blank) = (Shot(call), IsBlank(call));
        var arguments = NoArguments
            .Add("identifier", identifier)
            .Add("blank", blank ? "true" : "false")
            .Add("timeout", call.Args.Text("timeout"));
        return Device(
            call,
            device,
            new InstrumentProtocol.Perform(call.Id, call.Request.Name, arguments) { Since = Began(call), TellsBegun = true },
            result: True,
            facts: (done, at) => Taken(call, at, done.Simulated),
            ending: NoShot);
    }

    private static ResponseSampled Sampled(object answer, DateTimeOffset at) => answer switch
    {
        InstrumentProtocol.Done { Value: ExtractionDeviceStatus status } d => new ResponseSampled(at, status.Output, status.Units, status.TemperatureCelsius, "good", d.Simulated),
        InstrumentProtocol.Refused r => new ResponseSampled(at, null, "", null, r.Unavailable ? "missing" : "fault"),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no answer of an extraction device", nameof(answer)),
    };

    private static CommandPlan RecorderPeriod(CommandCall call) => call.Args.Number("p") > 0
        ? new CommandPlan.SetRecorderPeriod(Recorder, call.Args.Seconds("p"))
        : new CommandPlan.Refuse($"{call.Request.Name}: a recorder's period is more than 0 s, '{call.Args.Text("p")}' was given");

    private static InstrumentProtocol.Perform Action(CommandCall call) => new(
        call.Id,
        call.Request.Name,
        call.Args.Values.Where(a => !a.Key.StartsWith('$')).ToImmutableDictionary(a => a.Key, a => CommandArguments.TextOf(a.Value)));
}
