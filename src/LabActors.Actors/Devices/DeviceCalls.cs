using Akka.Actor;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>
/// What an actor that commands devices has asked of them and what it does with the answers. Continuations run in the mailbox
/// of the actor, which passes <see cref="Completed"/>, <see cref="Failed"/> and <see cref="Unanswered"/> on to
/// <see cref="Answer"/>. A device actor that is gone counts as a device that does not answer.
/// </summary>
/// <param name="self">The actor that asks.</param>
/// <param name="timers">Its timers.</param>
/// <param name="patience">After which no answer is awaited any more; longer than a device's own limit and queue.</param>
public sealed class DeviceCalls(IActorRef self, ITimerScheduler timers, TimeSpan patience)
{
    private readonly Dictionary<object, Call> _pending = new(ReferenceEqualityComparer.Instance);

    /// <summary>How long an answer is awaited by default.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>While an answer is being handled: it came from a simulated device. What is told or journaled because of it says so.</summary>
    public bool Simulated { get; private set; }

    /// <summary>Tells a device to do something, and what to do with the answer.</summary>
    /// <param name="device">The device actor.</param>
    /// <param name="transaction">Makes the transaction with the key that it is given.</param>
    /// <param name="done">With the answer's value.</param>
    /// <param name="failed">With the failure.</param>
    public void Send(IActorRef device, Func<object, object> transaction, Action<object?> done, Action<Failed> failed)
    {
        var key = new object();
        _pending.Add(key, new Call(done, failed));
        timers.StartSingleTimer(key, new Unanswered(key), patience);
        device.Tell(transaction(key), self);
    }

    /// <summary>Continues with an answer; one that nobody waits for is dropped.</summary>
    public void Answer(object message)
    {
        var key = message switch
        {
            Completed c => c.Key,
            Failed f => f.Key,
            Unanswered u => u.Key,
            _ => throw new ArgumentException($"{message.GetType().Name} is no answer of a device", nameof(message)),
        };
        if (!_pending.Remove(key, out var call))
        {
            return;
        }

        timers.Cancel(key);
        Simulated = message is Completed { Simulated: true };
        switch (message)
        {
            case Completed c:
                call.Done(c.Value);
                break;
            case Failed f:
                call.Failed(f);
                break;
            default:
                call.Failed(new Failed(key, "the device's actor did not answer", DeviceFailure.Unanswered));
                break;
        }
    }

    /// <summary>Nothing came back at all.</summary>
    public sealed record Unanswered(object Key);

    private sealed record Call(Action<object?> Done, Action<Failed> Failed);
}
