using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>A command that is one request to a device's actor. A device that does not answer has been waited for before it refuses here.</summary>
internal static class DeviceCommands
{
    /// <summary>Laboratory time that a device may take; moves of a stage and warm-ups are the slow ones. Waiting for one that is silent comes on top.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    /// <summary>What becomes of a run whose device refuses.</summary>
    public enum OnRefusal
    {
        /// <summary>It ends: what the script would do next rests on this.</summary>
        EndsRun,

        /// <summary>The script gets an exception.</summary>
        FailsCommand,

        /// <summary>It goes on, with a warning in its log: a light is not worth a sample.</summary>
        PassesOver,
    }

    /// <summary>Asks the device; the answer's value is the command's result.</summary>
    /// <param name="facts">What the answer means, of the instant at which it came.</param>
    /// <param name="ending">How a run ends that a refusal ends; null for <see cref="Ending"/>.</param>
    public static CommandPlan Device(
        CommandCall call,
        IActorRef device,
        object request,
        OnRefusal refusal = OnRefusal.EndsRun,
        Func<object?, JsonElement>? result = null,
        Func<InstrumentProtocol.Done, DateTimeOffset, ImmutableArray<IJournalEvent>>? facts = null,
        Func<CommandCall, string, RunEnding>? ending = null) =>
        new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
            call.Key,
            device,
            request,
            (answer, at) => answer switch
            {
                InstrumentProtocol.Done d when d.CommandId == call.Id =>
                    new CommandProtocol.Finished(call.Key, (result ?? Json.Of).Invoke(d.Value), facts?.Invoke(d, at) ?? [], d.Simulated),
                InstrumentProtocol.Refused r when r.CommandId == call.Id && refusal == OnRefusal.PassesOver =>
                    new CommandProtocol.Finished(call.Key, Json.Null, [new RunNoted(at, "warning", $"{call.Request.Name} in {call.Where} was not done: {r.Reason}")]),
                InstrumentProtocol.Refused r when r.CommandId == call.Id => new CommandProtocol.GaveUp(
                    call.Key, $"{call.Request.Name}: {r.Reason}", refusal == OnRefusal.EndsRun ? (ending ?? Ending)(call, r.Reason) : null, []),
                _ => null,
            },
            call.Request.Name,
            LimitOf(call),
            reason => (ending ?? Ending)(call, reason))));

    /// <summary>Asks another actor; <paramref name="reply"/> is null for messages that are no answer.</summary>
    public static CommandPlan Ask(CommandCall call, IActorRef target, object request, Func<object, object?> reply) =>
        new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
            call.Key, target, request, (answer, _) => reply(answer), call.Request.Name, LimitOf(call))));

    /// <summary>How long a command that asks a device once may take, waiting for a silent one included.</summary>
    public static TimeSpan LimitOf(CommandCall call) => Limit + call.Services.Waiting.Limit;

    /// <summary>A device that does not do as told ends the run: what the script would do next rests on it.</summary>
    public static RunEnding Ending(CommandCall call, string reason) =>
        new("failed", $"{call.Request.Name} in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true);
}
