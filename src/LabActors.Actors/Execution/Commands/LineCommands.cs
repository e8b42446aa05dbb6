using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Actors.Devices;
using LabActors.Actors.Lines;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ExtractionEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands of valves and gauges.</summary>
internal static class LineCommands
{
    /// <summary>Pychron's interval between two tries of a valve.</summary>
    private static readonly TimeSpan TryInterval = TimeSpan.FromSeconds(1);

    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "open" => Move(call, open: true),
        "close" => Move(call, open: false),
        "is_open" => State(call, "open"),
        "is_closed" => State(call, "closed"),
        "lock" => Lock(call, true),
        "unlock" => Lock(call, false),
        "get_pressure" => Pressure(call, call.Args.Text("controller"), call.Args.Text("gauge"), _ => []),
        "get_manometer_pressure" => Manometer(call, (_, _) => []),
        "store_manometer_pressure" => Manometer(call, (index, torr) => [new ExtractionContextNoted(call.Now, $"manometer_pressure{index}", torr)]),
        _ => null,
    };

    private static CommandPlan Move(CommandCall call, bool open)
    {
        var move = new ValveMove(
            call.Id,
            call.Args.Text("name"),
            call.Args.Text("description"),
            open,
            Math.Max(1, (int)call.Args.Number("ntries", 100)),
            TryInterval,
            call.RunId,
            call.Where)
        {
            For = call.Instrument.Name,
        };
        return new CommandPlan.Child(ValveActor.Props(call.Key, move, call.Services.Line, call.Args.Flag("cancel_on_failed_actuation")));
    }

    private static CommandPlan State(CommandCall call, string state)
    {
        // A description that is not blank wins and the name is ignored, as in Pychron's query.
        var description = call.Args.Text("description");
        var name = description.Length > 0 ? "" : call.Args.Text("name");
        return DeviceCommands.Ask(
            call,
            call.Services.Line,
            new ExtractionLineProtocol.GetValve(call.Id, name, description),
            answer => answer is ExtractionLineProtocol.ValveIs v && v.CommandId == call.Id ? Finished(call, Json.Of(v.State == state), v) : null);
    }

    private static CommandPlan Lock(CommandCall call, bool locked) => DeviceCommands.Ask(
        call,
        call.Services.Line,
        new ExtractionLineProtocol.SetLock(call.Id, call.Args.Text("name"), call.Args.Text("description"), locked, call.RunId, call.Where),
        answer => answer is ExtractionLineProtocol.ValveIs v && v.CommandId == call.Id ? Finished(call, Json.Null, v) : null);

    private static CommandPlan Manometer(CommandCall call, Func<int, JsonElement, ImmutableArray<IJournalEvent>> facts)
    {
        var index = (int)call.Args.Number("idx");
        return call.Services.Lab.Gauges.FirstOrDefault(g => g.Manometer == index) is { } gauge
            ? Pressure(call, gauge.Controller, gauge.Name, torr => facts(index, torr))
            : new CommandPlan.Refuse($"{call.Request.Name}: this laboratory has no manometer {index}");
    }

    private static CommandPlan Pressure(CommandCall call, string controller, string gauge, Func<JsonElement, ImmutableArray<IJournalEvent>> facts) => DeviceCommands.Ask(
        call,
        call.Services.Line,
        new ExtractionLineProtocol.ReadPressure(call.Id, controller, gauge),
        answer => answer is ExtractionLineProtocol.PressureIs p && p.CommandId == call.Id
            ? p.Torr is { } torr ? Finished(call, Json.Of(torr), p, facts(Json.Of(torr))) : NoPressure(call, p.Reason)
            : null);

    private static CommandProtocol.Finished Finished(CommandCall call, JsonElement result, IDeviceAnswer answer, ImmutableArray<IJournalEvent> facts = default) =>
        new(call.Key, result, facts.IsDefault ? [] : facts, answer.Simulated);

    /// <summary>Pychron's scripts get None here and compare it with a number; a gauge that gives nothing ends the run instead, safe and with its reason.</summary>
    private static CommandProtocol.GaveUp NoPressure(CommandCall call, string reason) =>
        new(call.Key, $"{call.Request.Name}: {reason}", DeviceCommands.Ending(call, reason), []);
}
