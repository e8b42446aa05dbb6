using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;

namespace LabActors.Actors.Execution.Commands;

/// <summary>A command that is one request to a device's actor.</summary>
internal static class DeviceCommands
{
    /// <summary>Laboratory time that a device may take; moves of a stage and warm-ups are the slow ones.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    /// <summary>Asks the device; the answer's value is the command's result.</summary>
    /// <param name="endsRun">True when a refusal ends the run, false when the script gets an exception.</param>
    public static CommandPlan Device(
        CommandCall call,
        IActorRef device,
        object request,
        bool endsRun = true,
        Func<object?, JsonElement>? result = null) =>
        new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
            call.Key,
            device,
            request,
            answer => answer switch
            {
                InstrumentProtocol.Done d when d.CommandId == call.Id =>
                    new CommandProtocol.Finished(call.Key, (result ?? Json.Of).Invoke(d.Value), [], d.Simulated),
                InstrumentProtocol.Refused r when r.CommandId == call.Id =>
                    new CommandProtocol.GaveUp(call.Key, $"{call.Request.Name}: {r.Reason}", endsRun ? Ending(call, r.Reason) : null, []),
                _ => null,
            },
            call.Request.Name,
            Limit,
            reason => Ending(call, reason))));

    /// <summary>Asks another actor; <paramref name="result"/> is null for messages that are no answer.</summary>
    public static CommandPlan Ask(CommandCall call, IActorRef target, object request, Func<object, JsonElement?> result) =>
        new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
            call.Key,
            target,
            request,
            answer => result(answer) is { } value ? new CommandProtocol.Finished(call.Key, value, [], answer is IDeviceAnswer { Simulated: true }) : null,
            call.Request.Name,
            Limit)));

    /// <summary>A device that does not do as told ends the run: what the script would do next rests on it.</summary>
    private static RunEnding Ending(CommandCall call, string reason) =>
        new("failed", $"{call.Request.Name} in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true);
}
