using System.Text.Json;
using LabActors.Actors.Devices;
using LabActors.Actors.Lines;

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
        "get_pressure" => Pressure(call),
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
            call.Where);
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

    private static CommandPlan Pressure(CommandCall call) => DeviceCommands.Ask(
        call,
        call.Services.Line,
        new ExtractionLineProtocol.ReadPressure(call.Id, call.Args.Text("controller"), call.Args.Text("gauge")),
        answer => answer is ExtractionLineProtocol.PressureIs p && p.CommandId == call.Id
            ? p.Torr is { } torr ? Finished(call, Json.Of(torr), p) : NoPressure(call, p.Reason)
            : null);

    private static CommandProtocol.Finished Finished(CommandCall call, JsonElement result, IDeviceAnswer answer) => new(call.Key, result, [], answer.Simulated);

    /// <summary>Pychron's scripts get None here and compare it with a number; a gauge that gives nothing ends the run instead, safe and with its reason.</summary>
    private static CommandProtocol.GaveUp NoPressure(CommandCall call, string reason) =>
        new(call.Key, $"{call.Request.Name}: {reason}", DeviceCommands.Ending(call, reason), []);
}
