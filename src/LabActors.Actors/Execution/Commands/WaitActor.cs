using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Execution;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out a wait of a script (<c>sleep</c>, <c>measurement_delay</c>, the rest of an interval) by a timer. Owns nothing else,
/// persists nothing, dies when the time is over.
/// </summary>
public sealed class WaitActor : ReceiveActor, IWithTimers
{
    private readonly TimeSpan _duration;

    public WaitActor(CommandKey command, TimeSpan duration)
    {
        _duration = duration;
        Receive<Elapsed>(_ =>
        {
            Context.Parent.Tell(new Finished(command, Json.Null, []));
            Context.Stop(Self);
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Waits once.</summary>
    public static Props Props(CommandKey command, TimeSpan duration) =>
        Akka.Actor.Props.Create(() => new WaitActor(command, duration));

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartSingleTimer("wait", Elapsed.Instance, _duration > TimeSpan.Zero ? _duration : TimeSpan.Zero);

    private sealed record Elapsed
    {
        public static readonly Elapsed Instance = new();
    }
}
