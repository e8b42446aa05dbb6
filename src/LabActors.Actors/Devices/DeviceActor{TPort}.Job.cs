using Akka.Actor;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <content>A transaction on its way, and its one answer.</content>
public sealed partial class DeviceActor<TPort>
{
    private sealed class Job(Transaction<TPort> transaction, IActorRef asker)
    {
        private bool _answered;

        public string What => transaction.What;

        public bool Urgent => transaction.Urgent;

        public bool Clears => transaction.Clears;

        public TimeSpan? Timeout => transaction.Timeout;

        public Func<TPort, CancellationToken, ValueTask<object?>> Work => transaction.Work;

        public bool IsPoll { get; init; }

        public CancellationTokenSource Cancellation { get; } = new();

        public void Succeed(IActorRef self, object? value, bool simulated) => Answer(self, new Completed(transaction.Key, value, simulated));

        public void Fail(IActorRef self, string reason, DeviceFailure failure) => Answer(self, new Failed(transaction.Key, reason, failure));

        // Who was told that it did not answer in time is not told otherwise later.
        private void Answer(IActorRef self, object answer)
        {
            if (!_answered)
            {
                _answered = true;
                asker.Tell(answer, self);
            }
        }
    }
}
