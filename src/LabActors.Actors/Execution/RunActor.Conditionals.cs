using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// The run's conditionals: tested before each count on what has been measured so far. Values of devices are asked for one count ahead, so that no count waits for them.
/// </summary>
public sealed partial class RunActor
{
    private const string AtCount = "count";

    // Longer than any device needs, shorter than anybody would wait before a run.
    private static readonly TimeSpan DeviceLimit = TimeSpan.FromSeconds(15);
    private readonly Dictionary<int, SeriesTests> _tests = [];
    // Readings by the command that has them taken: a peak hop has one series a visit, and counts through.
    private readonly Dictionary<IActorRef, int> _taken = [];
    private ImmutableArray<InstalledConditional> _bound = [];
    private ImmutableArray<Conditional> _boundFrom = [];
    private ConditionVocabulary? _names;
    private ImmutableDictionary<string, double> _numbers = ImmutableDictionary<string, double>.Empty;
    private ImmutableDictionary<ConditionValue, MeasuredValue> _answers = ImmutableDictionary<ConditionValue, MeasuredValue>.Empty;
    private int _round;
    private Action<ConditionValuesActor.Asked>? _whenAsked;
    // What is known of the runs before until the run has installed its conditionals; then the journal has it.
    private ConditionalCounters? _carried;

    private void ReceiveConditionals()
    {
        Command<ConditionValuesActor.ValueIs>(v => _answers = _answers.SetItem(v.Value, v.Answer), v => v.Round == _round);
        Command<ConditionValuesActor.ValueIs>(_ => { });
        Command<ConditionValuesActor.Asked>(Asked);
        Command<ScriptProtocol.SnippetEnded>(s => CameBack(s.Kind, Json.Null, s.Error));
        Command<RunProtocol.Counted>(Counted);
        Command<RunProtocol.QueueModified>(m => Note("info", m.What));
        Command<QueueProtocol.Accepted>(_ => { });
        Command<QueueProtocol.Refused>(_ => { });
    }

    /// <summary>What the run starts with, once its scripts' numbers are known.</summary>
    private IEnumerable<IJournalEvent> InstalledConditionals(RunScripts scripts)
    {
        KnowNames(scripts);
        if (!_order.Conditionals.IsEmpty)
            yield return new ConditionalsInstalled(Now, _order.Conditionals);
        var counters = _carried ?? _order.Counters;
        if (!counters.Equals(ConditionalCounters.None))
            yield return new ConditionalsCounted(Now, counters.True, [.. counters.Fired]);
    }

    private void KnowNames(RunScripts scripts)
    {
        _numbers = scripts.Numbers(_order);
        _names = ConditionVocabulary.Of(_services.Lab, _order.Instrument) with { Variables = [.. _numbers.Keys] };
    }

    /// <summary>The run before has ended, or was tested, behind this one's launch.</summary>
    private void Counted(RunProtocol.Counted counted)
    {
        if (_names is null)
        {
            _carried = (_carried ?? _order.Counters).Updated(counted.Ids, counted.True);
            return;
        }

        var counters = _run.Conditionals.Counters.Updated(counted.Ids, counted.True);
        if (_run.Ended is null && !counters.Equals(_run.Conditionals.Counters))
            Write([new ConditionalsCounted(Now, counters.True, [.. counters.Fired])]);
    }

    /// <summary>How often those of some kinds have held, for the runs to come.</summary>
    private RunProtocol.Counted CountsOf(params ConditionalKind[] kinds)
    {
        ImmutableArray<string> ids = [.. _run.Conditionals.Installed.Where(c => kinds.Contains(c.Kind)).Select(c => c.Id)];
        return new RunProtocol.Counted(_order.RunUuid, ids, _run.Conditionals.Counters.True.Where(t => ids.Contains(t.Key)).ToImmutableDictionary());
    }

    /// <summary>The conditionals in force, bound to the instrument's names.</summary>
    private ImmutableArray<InstalledConditional> Bound()
    {
        if (_boundFrom != _run.Conditionals.Installed && _names is { } names)
        {
            _boundFrom = _run.Conditionals.Installed;
            _bound = [.. _boundFrom.Select(c => InstalledConditional.Bind(c, names)).OfType<InstalledConditional>()];
        }

        return _bound;
    }

    private LiveMeasuredValues Values(LiveAnalysis analysis, bool duringSniff, ImmutableDictionary<string, double>? newest) =>
        new(analysis, newest, _answers, _numbers, duringSniff);

    /// <summary>A series began, or another count of it is durable: what has to be tested before the next one is.</summary>
    /// <param name="count">The count of the block that comes next.</param>
    /// <param name="isOver">No count comes: only a whiff is asked for its word.</param>
    /// <param name="go">Lets the series go on.</param>
    private void BeforeCount(IActorRef acquisition, int series, int count, bool isOver, Action go)
    {
        if (_ending is not null || !_run.Measurement.OpenSeries.TryGetValue(series, out var open))
        {
            go();
            return;
        }

        var tests = _tests.GetValueOrDefault(series);
        var whiff = tests?.Whiff.IsDefaultOrEmpty == false ? TestWhiff(acquisition, tests, open, count, isOver) : [];
        if (isOver || tests?.OfRun == false || Bound().IsEmpty)
        {
            WriteIfAny(whiff, go);
            return;
        }

        var duringSniff = open.Kind == RunSeries.Sniff;
        var values = Values(_run.Analysis, duringSniff, _run.Conditionals.Newest?.Intensities);
        var round = ConditionalRound.BeforeCount(Bound(), _run.Conditionals.Counters, _order.Spec.AnalysisType, count, duringSniff, values);
        if (duringSniff)
            round = round.ToldDuringSniff();
        AskAhead(count + 1, duringSniff);
        var facts = _run.Conditionals.Facts(round, Now, AtCount, series, count);
        var acting = facts.OfType<ConditionalTripped>().FirstOrDefault(t => t.Acts);
        facts = [.. whiff, .. facts, .. Abbreviated(round.Acting?.Conditional, acting)];
        WriteIfAny(facts, () => Act(round.Acting?.Conditional, acting, acquisition, series, go));
    }

    private int Taken(IActorRef acquisition) => _taken.GetValueOrDefault(acquisition);

    private void WriteIfAny(ImmutableArray<IJournalEvent> facts, Action then)
    {
        if (facts.IsEmpty)
            then();
        else
            Write(facts, then);
    }

    private IEnumerable<IJournalEvent> Abbreviated(Conditional? conditional, ConditionalTripped? trip)
    {
        if (conditional is not null && conditional.Truncates())
            yield return new MeasurementEvents.CountsAbbreviated(Now, conditional.AbbreviatedCountRatio, ConditionalWords.Of(trip!));
    }

    private void Act(Conditional? conditional, ConditionalTripped? trip, IActorRef acquisition, int series, Action go)
    {
        if (conditional is null || trip is null)
        {
            go();
            return;
        }

        var why = ConditionalWords.Of(trip);
        TellTripped(trip);
        switch (conditional)
        {
            case { Kind: ConditionalKind.Cancelation }:
                EndBy(trip, "canceled", why);
                return;
            case { Kind: ConditionalKind.Termination } or { Kind: ConditionalKind.Modification, UseTermination: true }:
                EndBy(trip, "failed", why);
                return;
            case { Kind: ConditionalKind.Action }:
                StartAction(conditional, acquisition, why, go);
                return;
            case var _ when conditional.Truncates():
                acquisition.Tell(new CollectorProtocol.Truncate(why));
                if (_scripts.TryGetValue(ScriptKind.Measurement, out var script))
                    script.Tell(new ScriptProtocol.SetLive("truncated", Json.Of(true)));
                break;
        }

        go();
    }

    private void EndBy(ConditionalTripped trip, string state, string why) =>
        BeginEnding(new RunEnding(state, why, EndsQueue: false, PostEquilibration: true), By(trip));

    /// <summary>What the queue has to know is told to it also after a restart that came between a trip and the telling; it takes one word of each.</summary>
    private void TellTripped()
    {
        foreach (var trip in _run.Conditionals.Tripped.Where(t => t.Acts))
            TellTripped(trip);
    }

    private void TellTripped(ConditionalTripped trip)
    {
        if (CancelsQueue(trip))
            Context.Parent.Tell(new RunProtocol.CancelQueue(_order.RunUuid, By(trip), ConditionalWords.Of(trip)));
        else if (trip.Kind == ConditionalKind.Modification && _run.Conditionals.Installed.FirstOrDefault(c => c.Id == trip.Id) is { } modification)
            Context.Parent.Tell(new RunProtocol.ModifyQueue(_order.RunUuid, modification, By(trip), ConditionalWords.Of(trip)));
    }

    private bool CancelsQueue(ConditionalTripped trip) => trip.Kind switch
    {
        ConditionalKind.Cancelation or ConditionalKind.PreRunTermination => true,
        ConditionalKind.Termination => _services.Conditionals.TerminationCancelsQueue,
        _ => false,
    };

    private static string By(ConditionalTripped trip) => ConditionalEdits.Author + trip.Id;

    /// <summary>Values of devices that the next count's tests need are asked for now; what has not come by then is unavailable.</summary>
    private void AskAhead(int count, bool duringSniff)
    {
        var needed = NeededAt(count, duringSniff);
        if (!needed.IsEmpty)
            Ask(needed, reading: false, null);
    }

    private ImmutableArray<ConditionValue> NeededAt(int count, bool duringSniff) =>
    [
        .. Bound()
            .Where(i => i.Conditional.Kind.IsOfCounts() && (duringSniff || i.Conditional.Kind != ConditionalKind.Equilibration))
            .Where(i => i.Conditional.IsDue(count) && i.Conditional.IsFor(_order.Spec.AnalysisType))
            .SelectMany(i => i.Condition.Values).Where(v => v.IsOfDevice).Distinct(),
    ];

    private void Ask(ImmutableArray<ConditionValue> values, bool reading, Action<ConditionValuesActor.Asked>? then)
    {
        _round++;
        (_whenAsked, _answers) = (then, _answers.RemoveRange(values));
        Context.ActorOf(
            ConditionValuesActor.Props(new ConditionValuesActor.Order($"{_order.RunUuid}/conditionals/{_round}", _round, _unwaited, values, reading, DeviceLimit)),
            $"condition-values-{_round}");
    }

    private void Asked(ConditionValuesActor.Asked asked)
    {
        if (asked.Round != _round || _whenAsked is not { } then)
            return;
        _whenAsked = null;
        then(asked);
    }
}
