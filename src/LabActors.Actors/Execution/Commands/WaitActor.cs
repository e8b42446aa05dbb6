using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Scripts;
using static LabActors.Actors.Execution.CommandProtocol;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out a wait of a script (<c>sleep</c>, <c>measurement_delay</c>, the rest of an interval) by a timer, which an operator may end early or hold. Tells the run, which journals; persists
/// nothing, dies when the time is over.
/// </summary>
public sealed class WaitActor : ReceiveActor, IWithTimers
{
    private readonly CommandKey _command;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private TimeSpan _left;
    private bool _paused;
    private DateTimeOffset _until;

    public WaitActor(CommandKey command, TimeSpan duration, bool paused)
    {
        (_command, _left, _paused) = (command, duration > TimeSpan.Zero ? duration : TimeSpan.Zero, paused);
        Receive<Elapsed>(_ => End());
        Receive<Continue>(c =>
        {
            Context.Parent.Tell(new Facts([new WaitContinued(_time.GetUtcNow(), Kind, command.Seq, c.By, Left.TotalSeconds)]));
            End();
        });
        Receive<Pause>(Hold, _ => !_paused);
        Receive<Unpause>(GoOn, _ => _paused);
        Receive<Pause>(_ => { });
        Receive<Unpause>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Kind => _command.Kind.Folder();

    private TimeSpan Left => _paused ? _left : _until - _time.GetUtcNow();

    /// <summary>Waits once; <paramref name="paused"/> when it was held before an outage.</summary>
    public static Props Props(CommandKey command, TimeSpan duration, bool paused = false) =>
        Akka.Actor.Props.Create(() => new WaitActor(command, duration, paused));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (!_paused)
            Run();
    }

    private void Run()
    {
        _until = _time.GetUtcNow() + _left;
        Timers.StartSingleTimer("wait", Elapsed.Instance, _left);
    }

    private void Hold(Pause pause)
    {
        (_left, _paused) = (Left, true);
        Timers.Cancel("wait");
        Context.Parent.Tell(new Facts([new WaitPaused(_time.GetUtcNow(), Kind, _command.Seq, pause.By, _left.TotalSeconds)]));
    }

    private void GoOn(Unpause unpause)
    {
        _paused = false;
        Context.Parent.Tell(new Facts([new WaitUnpaused(_time.GetUtcNow(), Kind, _command.Seq, unpause.By, _left.TotalSeconds)]));
        Run();
    }

    private void End()
    {
        Context.Parent.Tell(new Finished(_command, Json.Null, []));
        Context.Stop(Self);
    }

    /// <summary>The wait is over now.</summary>
    public sealed record Continue(string By);

    /// <summary>Its time does not run until <see cref="Unpause"/>.</summary>
    public sealed record Pause(string By);

    /// <summary>Its time runs again.</summary>
    public sealed record Unpause(string By);

    private sealed record Elapsed
    {
        public static readonly Elapsed Instance = new();
    }
}
