using LabActors.Actors.Leases;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands that let time pass, and those of named resources.</summary>
internal static class WaitCommands
{
    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        // Pychron rounds its sleeps to 0.1 s; scripts that count on shorter ones would wait longer there.
        "sleep" or "delay" or "measurement_delay" => Wait(call, TimeSpan.FromSeconds(Math.Round(Math.Max(0, call.Args.Number("duration")), 1))),
        "begin_interval" or "begin_heating_interval" => CommandPlan.None,
        "complete_interval" => CompleteInterval(call),
        "pause" => Wait(call, call.Args.Seconds("delay", 2)),
        "acquire" => Resource(call, new LeaseProtocol.AcquireResource(call.Id, call.Holder, Name(call), call.Args.Flag("clear")), waits: true),
        "release" => Resource(call, new LeaseProtocol.SetResource(call.Id, call.Holder, Name(call), 0, $"release in {call.Where}")),
        "set_resource" => Resource(call, new LeaseProtocol.SetResource(call.Id, call.Holder, Name(call), call.Args.Number("value", 1), $"set_resource in {call.Where}")),
        "get_resource_value" => Resource(call, new LeaseProtocol.GetResource(call.Id, Name(call)), returnsValue: true),
        "wait" => Resource(call, new LeaseProtocol.WaitForResource(call.Id, call.Holder, Name(call), call.Args.Number("criterion")), waits: true),
        _ => null,
    };

    private static CommandPlan Wait(CommandCall call, TimeSpan duration) => duration <= TimeSpan.Zero
        ? CommandPlan.None
        : new CommandPlan.Child(WaitActor.Props(call.Key, call.Resumed is { } record ? ScriptWait.Left(call.Run, record, duration, call.Outage) : duration, ScriptWait.IsPaused(call.Resumed)));

    /// <summary>An end that is an instant counts through an outage.</summary>
    private static CommandPlan Until(CommandCall call, TimeSpan left) => left <= TimeSpan.Zero && call.Resumed is null
        ? CommandPlan.None
        : ScriptWait.WasChanged(call.Resumed) ? Wait(call, TimeSpan.MaxValue)
        : new CommandPlan.Child(WaitActor.Props(call.Key, left));

    private static CommandPlan CompleteInterval(CommandCall call)
    {
        var intervals = call.Run.Scripts[call.Request.Kind].Intervals;
        return intervals.IsEmpty
            ? new CommandPlan.Refuse("complete_interval without begin_interval")
            : Until(call, intervals[^1] - call.Present);
    }

    private static string Name(CommandCall call) => call.Args.Text("name");

    private static CommandPlan Resource(CommandCall call, object request, bool waits = false, bool returnsValue = false) =>
        Name(call).Length == 0
            ? new CommandPlan.Refuse($"{call.Request.Name}: the name of a resource was expected")
            : new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
                call.Key,
                call.Services.Leases,
                request,
                (answer, _) => answer is LeaseProtocol.ResourceIs r && r.Id == call.Id
                    ? new CommandProtocol.Finished(call.Key, returnsValue ? Json.Of(r.Value) : Json.Null, [])
                    : null,
                $"{call.Request.Name}({Name(call)})",
                waits ? TimeSpan.MaxValue : DeviceCommands.Limit,
                Withdrawal: waits ? new LeaseProtocol.WithdrawResource(call.Id) : null)));
}
