using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Health;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Instruments;

/// <summary>Stands for the <c>HealthActor</c>: keeps the alarms with their instants, and answers when one with certain words has come.</summary>
internal sealed class AlarmProbe : ReceiveActor
{
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly List<(string Words, IActorRef Asker)> _waiting = [];
    private ImmutableList<(DateTimeOffset At, string Text)> _alarms = [];

    public AlarmProbe()
    {
        Receive<HealthProtocol.RaiseError>(r => Hear(r.Text));
        Receive<HealthProtocol.ClearError>(_ => Hear("cleared"));
        Receive<Await>(a =>
        {
            _waiting.Add((a.Words, Sender));
            Answer();
        });
    }

    private void Hear(string text)
    {
        _alarms = _alarms.Add((_clock.Now, text));
        Answer();
    }

    private void Answer()
    {
        foreach (var waiting in _waiting.ToArray())
        {
            if (!_alarms.Any(a => a.Text.Contains(waiting.Words, StringComparison.Ordinal)))
                continue;
            waiting.Asker.Tell(_alarms);
            _waiting.Remove(waiting);
        }
    }

    /// <summary>Answered with all alarms when one of them has these words.</summary>
    public sealed record Await(string Words);
}
