using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Actors.Execution;

/// <summary>
/// Reads the laboratory's surroundings, and the pipettes' counts, for the record of a run, its parent; tells it <see cref="Read"/> once and dies. What has not
/// answered within the limit is left out: it is worth a reading, not a run. Persists nothing.
/// </summary>
public sealed class CircumstancesActor : ReceiveActor, IWithTimers
{
    /// <summary>When the run starts.</summary>
    public const string AtStart = "start";

    /// <summary>When it is saved.</summary>
    public const string AtSave = "save";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private readonly string _when;
    private readonly IActorRef _environment;
    private readonly IActorRef _line;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private ImmutableArray<IJournalEvent> _facts = [];
    private int _awaited;

    public CircumstancesActor(string when, IActorRef environment, IActorRef line)
    {
        (_when, _environment, _line) = (when, environment, line);
        Receive<EnvironmentProtocol.EnvironmentIs>(e => Add(e.Readings.IsEmpty ? null : new RunEvents.EnvironmentRead(_time.GetUtcNow(), when, e.Readings)));
        Receive<ExtractionLineProtocol.PipettesAre>(p => Add(p.Shots.IsEmpty ? null : new ExtractionEvents.PipetteCountsRead(_time.GetUtcNow(), p.Shots, p.Simulated)));
        Receive<LimitOver>(_ => End());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Reads once.</summary>
    /// <param name="when"><see cref="AtStart"/> or <see cref="AtSave"/>.</param>
    /// <param name="environment">Nobody where there are no sensors.</param>
    /// <param name="line">Nobody where the pipettes do not matter.</param>
    public static Props Props(string when, IActorRef environment, IActorRef line) =>
        Akka.Actor.Props.Create(() => new CircumstancesActor(when, environment, line));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (!_environment.IsNobody())
        {
            _awaited++;
            _environment.Tell(new EnvironmentProtocol.ReadEnvironment());
        }

        if (!_line.IsNobody())
        {
            _awaited++;
            _line.Tell(new ExtractionLineProtocol.GetPipettes(_when));
        }

        if (_awaited == 0)
            End();
        else
            Timers.StartSingleTimer("limit", new LimitOver(), Limit);
    }

    private void Add(IJournalEvent? fact)
    {
        if (fact is not null)
            _facts = _facts.Add(fact);
        if (--_awaited == 0)
            End();
    }

    private void End()
    {
        Context.Parent.Tell(new Read(_when, _facts));
        Context.Stop(Self);
    }

    /// <summary>To the run: what was read.</summary>
    public sealed record Read(string When, ImmutableArray<IJournalEvent> Facts);

    private sealed record LimitOver;
}
