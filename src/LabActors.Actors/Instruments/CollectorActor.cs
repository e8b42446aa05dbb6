using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Measurement;
using static LabActors.Actors.Instruments.CollectorProtocol;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <summary>
/// Takes one series of readings and dies. Reads the spectrometer at its start plus a whole number of integration times, tells its
/// run each reading and waits until it is durable before it goes on; receives <see cref="CollectorProtocol"/>; persists
/// nothing. Three integrations in a row that gave nothing (no answer, no detector, or no new integration) end it as failed, so
/// do <see cref="FrozenAfter"/> readings in a row that are the same to the last digit. Its last word is
/// <see cref="CollectionEnded"/>.
/// </summary>
public sealed class CollectorActor : ReceiveActor, IWithTimers
{
    /// <summary>Empty readings in a row that end a series.</summary>
    public const int EmptyLimit = 3;

    /// <summary>Identical readings in a row that end a series: real noise never does that.</summary>
    public const int FrozenAfter = 28;

    private readonly Collection _collection;
    private readonly IActorRef _spectrometer;
    private readonly IActorRef _run;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly TimeSpan _integration;
    private DateTimeOffset _start;
    private DateTimeOffset? _lastInstant;
    private ImmutableDictionary<string, double> _last = ImmutableDictionary<string, double>.Empty;
    private CountPlan _plan;
    private long _slot;
    private int _empty;
    private int _same;
    private bool _journaling;

    /// <summary>See <see cref="Props"/>.</summary>
    public CollectorActor(Collection collection, IActorRef spectrometer, IActorRef? run)
    {
        _collection = collection;
        _spectrometer = spectrometer;
        _run = run ?? Context.Parent;
        _plan = CountPlan.Of(collection.Counts);
        _integration = TimeSpan.FromSeconds(collection.IntegrationSeconds);
        Receive<Due>(_ => Read());
        Receive<IntensitiesAre>(OnIntensities);
        Receive<Refused>(r => OnNothing(r.Reason), r => r.CommandId == CommandId);
        Receive<NoAnswer>(n => OnNothing("the spectrometer did not answer"), n => n.CommandId == CommandId);
        Receive<ReadingJournaled>(_ => OnJournaled(), r => r.Series == _collection.Series && r.Count == _plan.Taken && _journaling);
        Receive<Truncate>(t => _plan = _plan.Truncate(t.Why));
        Receive<Stop>(s => _plan = _plan.Stop(s.Why));
        Receive<ChangeCounts>(c => _plan = _plan.Change(c.Counts));
        Receive<Refused>(_ => { });
        Receive<NoAnswer>(_ => { });
        Receive<ReadingJournaled>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string CommandId => $"{_collection.Kind}-{_collection.Series}/{_slot}";

    /// <summary>A series for a run.</summary>
    /// <param name="collection">What to collect; no detectors named means all.</param>
    /// <param name="spectrometer">Where to read.</param>
    /// <param name="run">Who is told; the parent when null.</param>
    public static Props Props(Collection collection, IActorRef spectrometer, IActorRef? run = null) =>
        Akka.Actor.Props.Create(() => new CollectorActor(collection, spectrometer, run));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_collection.Resumed is { } resumed)
        {
            (_start, _plan, _lastInstant, _last, _same) = (resumed.Start, resumed.Plan, resumed.LastAt, resumed.Last, 1);
            _slot = resumed.LastAt is { } last ? (long)Math.Round((last - _start) / _integration) : 0;
            _journaling = _plan.Taken > 0;
            if (_journaling)
                return;
        }
        else
        {
            _start = _clock.Now;
        }

        Next();
    }

    private void Next()
    {
        if (_plan.End is { } how)
        {
            End(how, _plan.Reason);
            return;
        }

        // A count that was held up (an action ran before it) takes the next whole integration, and does not catch up.
        _slot = Math.Max(_slot + 1, (long)Math.Ceiling((_clock.Now - _start) / _integration));
        Timers.StartSingleTimer("due", new Due(), _start + (_integration * _slot) - _clock.Now);
    }

    private void Read()
    {
        if (_plan.End is { } how)
        {
            End(how, _plan.Reason);
            return;
        }

        var patience = _integration * 3;
        Timers.StartSingleTimer("patience", new NoAnswer(CommandId), patience > MinPatience ? patience : MinPatience);
        _spectrometer.Tell(new ReadIntensities(CommandId));
    }

    private void OnIntensities(IntensitiesAre read)
    {
        if (read.CommandId != CommandId)
        {
            return;
        }

        var intensities = Mine(read.Intensities);
        if (intensities.IsEmpty)
        {
            OnNothing("no detector gave an intensity");
            return;
        }

        if (read.At == _lastInstant)
        {
            OnNothing("no new integration");
            return;
        }

        Timers.Cancel("patience");
        _empty = 0;
        _same = IsSame(intensities) ? _same + 1 : 1;
        (_last, _lastInstant, _journaling) = (intensities, read.At, true);
        _plan = _plan.Read();
        _run.Tell(new ReadingRead(_collection.Series, _plan.Taken, read.At, intensities, Mine(read.Quality), read.Simulated, _plan.End is not null));
    }

    private void OnNothing(string reason)
    {
        Timers.Cancel("patience");
        if (++_empty >= EmptyLimit)
        {
            End("failed", $"{EmptyLimit} integrations in a row gave nothing: {reason}");
        }
        else
        {
            Next();
        }
    }

    private void OnJournaled()
    {
        _journaling = false;
        if (_same >= FrozenAfter)
        {
            End("failed", $"intensity not changing: {_same} readings in a row were the same");
        }
        else
        {
            Next();
        }
    }

    private ImmutableDictionary<string, T> Mine<T>(ImmutableDictionary<string, T> all) => _collection.Detectors.IsDefaultOrEmpty
        ? all
        : all.Where(p => _collection.Detectors.Contains(p.Key, StringComparer.Ordinal)).ToImmutableDictionary();

    private bool IsSame(ImmutableDictionary<string, double> intensities) =>
        intensities.Count == _last.Count && intensities.All(p => _last.TryGetValue(p.Key, out var before) && before.Equals(p.Value));

    private void End(string how, string reason)
    {
        _run.Tell(new CollectionEnded(_collection.Series, how, _plan.Taken, reason));
        Context.Stop(Self);
    }

    private static TimeSpan MinPatience { get; } = TimeSpan.FromSeconds(15);

    private sealed record Due;

    private sealed record NoAnswer(string CommandId);
}
