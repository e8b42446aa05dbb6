using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>
/// What runs decide: their point of no return, and the rounds of their conditionals. A round is made again on the readings that are recorded; one that needs an answer of a device, which is not recorded,
/// cannot be.
/// </summary>
internal sealed class RunDecisions(LabDefinition? lab)
{
    private const string Round = "a round of conditionals";
    private const string NoReturn = "the point of no return";
    private const string Ending = "how a run ends";
    private const string Measuring = "measurement";
    private const string AtCount = "count";
    private readonly Dictionary<string, Rounds> _runs = new(StringComparer.Ordinal);

    /// <summary>Rounds that were made again.</summary>
    public int Verified { get; private set; }

    /// <summary>Rounds that could not be made again.</summary>
    public int Unverified { get; private set; }

    /// <summary>Whether a command passes the point of no return, and as what the run ends; null for anything else.</summary>
    public static Verdict? Of(RunProgress run, RecordedEvent e) => e.Event switch
    {
        CommandRequested c when !run.PastPointOfNoReturn => Verdict.Of(NoReturn, $"{c.Name} {(Passes(c) ? "has" : "has no")} physical effect", Passes(c)
            ? [c, new PointOfNoReturnPassed(c.At, c.Kind, c.Seq, c.Name)]
            : [c]),
        RunEnded { State: "success" or "truncated" } r when run.Ending is null => Verdict.Of(Ending, "it went its way", r with { State = run.Truncated ? "truncated" : "success", Cause = "" }),
        RunEnded r when run.Ending is { } ending => Verdict.Of(Ending, $"it was being ended as {ending.State}", r with { State = ending.State, Cause = ending.Cause }),
        PointOfNoReturnPassed p => Verdict.Never(NoReturn, run.PastPointOfNoReturn ? "it was passed before" : $"{p.Command} has no physical effect"),
        _ => null,
    };

    /// <summary>Holds a fact of conditionals, or what ends a round, against the round that this build makes.</summary>
    public (string Decision, string Recorded, string Decided, string Cause)? Check(RunProgress run, RecordedEvent e)
    {
        if (!_runs.TryGetValue(e.Source, out var rounds) || rounds.Expected is not { } expected)
            return null;
        switch (e.Event)
        {
            case ConditionalsCounted { When: "" } counted:
                // Of a run that ended beside it; or of an earlier version, which did not say of which round.
                if (!expected.IsEmpty && expected[0] is ConditionalsCounted said
                    && EventComparison.Compare(counted with { When = said.When, Series = said.Series, Count = said.Count }, said) is null)
                {
                    rounds.Expected = expected.RemoveAt(0);
                }

                return null;
            case ConditionalTripped { When: not AtCount }:
                // Before the run, or after it.
                return null;
            case CountsAbbreviated when expected.IsEmpty:
                // By a person.
                return null;
            case ConditionalTripped or ConditionalNotEvaluated or ConditionalsCounted or CountsAbbreviated:
                var decided = expected.FirstOrDefault();
                rounds.Expected = expected.IsEmpty ? expected : expected.RemoveAt(0);
                return decided is null ? (Round, EventComparison.Words(e.Event), "nothing", rounds.Cause)
                    : EventComparison.Compare(e.Event, decided) is { } difference ? (Round, difference.Recorded, difference.Decided, rounds.Cause)
                    : null;
            case ReadingTaken or SeriesStarted when !expected.IsEmpty:
                return (Round, $"no such fact before {e.Name}", EventComparison.Words(expected[0]), rounds.Cause);
            case SeriesEnded or InterventionRequested or ScriptFinished or RunEnded:
                // After the last count no round is made, and none in a run that is being ended.
                rounds.Expected = null;
                return null;
            default:
                return null;
        }
    }

    /// <summary>Makes the round again that follows a reading or the beginning of a series.</summary>
    /// <param name="run">After the event.</param>
    public void After(RunProgress run, RecordedEvent e)
    {
        var rounds = _runs.TryGetValue(e.Source, out var known) ? known : _runs[e.Source] = new Rounds();
        switch (e.Event)
        {
            case RunEnded:
                _runs.Remove(e.Source);
                break;
            case SeriesStarted s:
                rounds.BlockOf[s.Series] = BlockOf(run, s);
                rounds.Expected = Expected(run, s, rounds, e.Event.At);
                break;
            case ReadingTaken r when run.Measurement.OpenSeries.TryGetValue(r.Series, out var series):
                var block = rounds.BlockOf.GetValueOrDefault(r.Series, "");
                rounds.Taken[block] = rounds.Taken.GetValueOrDefault(block) + 1;
                rounds.Expected = Expected(run, series, rounds, e.Event.At);
                break;
        }
    }

    /// <summary>The measurement during extraction touches the gas of no sample.</summary>
    private static bool Passes(CommandRequested c) => c.Kind != SynExtraction.Folder && CommandCatalog.Find(c.Name)?.HasPhysicalEffect == true;

    /// <summary>A command that measures several series counts through them; one that goes on in the background has its own.</summary>
    private static string BlockOf(RunProgress run, SeriesStarted s) => s.Kind != RunSeries.Sniff && OpenCommand(run) is { } open
        ? FormattableString.Invariant($"command {open.Seq}")
        : FormattableString.Invariant($"series {s.Series}");

    private static CommandRequested? OpenCommand(RunProgress run) => run.Scripts.GetValueOrDefault(Measuring) is { Open.IsEmpty: false } script
        ? script.Open.Values.Where(c => CommandCatalog.Find(c.Name)?.Nature == CommandNature.Acquisition).MaxBy(c => c.Seq)
        : null;

    private ImmutableArray<IJournalEvent>? Expected(RunProgress run, SeriesStarted series, Rounds rounds, DateTimeOffset at)
    {
        if (lab?.FindInstrument(run.Started!.Instrument) is not { } instrument || RunSeries.IsSyn(series.Kind) || !run.Measurement.OpenSeries.ContainsKey(series.Series)
            || IsEnding(run) || series.Kind == RunSeries.Whiff || LeavesThemAlone(run))
        {
            return null;
        }

        var count = rounds.Taken.GetValueOrDefault(rounds.BlockOf.GetValueOrDefault(series.Series, "")) + 1;
        var duringSniff = series.Kind == RunSeries.Sniff;
        var bound = rounds.Bound(run, lab, instrument);
        var due = bound.Where(i => i.Conditional.Kind.IsOfCounts() && (duringSniff || i.Conditional.Kind != ConditionalKind.Equilibration) && i.Conditional.IsDue(count)
            && i.Conditional.IsFor(run.Started!.Spec.AnalysisType));
        var numbers = Numbers(run);
        if (due.SelectMany(i => i.Condition.Values).Any(v => v.IsOfDevice || (v.Source == ValueSource.Variable && !numbers.ContainsKey(v.Name))))
        {
            Unverified++;
            return null;
        }

        Verified++;
        var values = new LiveMeasuredValues(
            run.Analysis, run.Conditionals.Newest?.Intensities, ImmutableDictionary<ConditionValue, MeasuredValue>.Empty, numbers, duringSniff);
        var round = ConditionalRound.BeforeCount(bound, run.Conditionals.Counters, run.Started!.Spec.AnalysisType, count, duringSniff, values);
        if (duringSniff)
            round = round.ToldDuringSniff();
        rounds.Cause = FormattableString.Invariant($"before count {count} of series {series.Series} ({series.Kind}) of {run.Started.RunId}: {Seen(bound, count, values)}");
        var facts = run.Conditionals.Facts(round, at, AtCount, series.Series, count);
        return round.Acting is { } acting && acting.Conditional.Truncates()
            ? [.. facts, new CountsAbbreviated(at, acting.Conditional.AbbreviatedCountRatio, ConditionalWords.Of(facts.OfType<ConditionalTripped>().First(t => t.Acts)))]
            : facts;
    }

    private static string Seen(ImmutableArray<InstalledConditional> bound, int count, LiveMeasuredValues values)
    {
        var seen = bound.Where(i => i.Conditional.IsDue(count)).Select(i => (i.Conditional.Test, i.Condition.Evaluate(values))).ToArray();
        return seen.Length == 0
            ? "none is due"
            : string.Join("; ", seen.Select(s => $"{s.Test} is {s.Item2.Holds?.ToString().ToLowerInvariant() ?? "unknown"} ({string.Join(", ", s.Item2.Seen.Select(v => FormattableString.Invariant($"{v.Name} = {v.Value?.ToString("g6", System.Globalization.CultureInfo.InvariantCulture) ?? v.Reason}")))})"));
    }

    private static bool IsEnding(RunProgress run) => run.Ending is not null;

    private static bool LeavesThemAlone(RunProgress run) =>
        OpenCommand(run)?.Arguments.TryGetValue("check_conditionals", out var flag) == true && flag.ValueKind == System.Text.Json.JsonValueKind.False;

    /// <summary>What the run's scripts saw of numbers.</summary>
    private static ImmutableDictionary<string, double> Numbers(RunProgress run) => run.Scripts.Values
        .SelectMany(s => s.Started.Context.Where(v => v.Value.ValueKind == System.Text.Json.JsonValueKind.Number))
        .Aggregate(ImmutableDictionary<string, double>.Empty, (all, v) => all.SetItem(v.Key, v.Value.GetDouble()));

    /// <summary>What goes on in one run.</summary>
    private sealed class Rounds
    {
        private ImmutableArray<Conditional> _boundFrom = [];
        private ImmutableArray<InstalledConditional> _bound = [];

        public Dictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

        public Dictionary<int, string> BlockOf { get; } = [];

        /// <summary>Facts of the newest round that are still to come; null when no round was made.</summary>
        public ImmutableArray<IJournalEvent>? Expected { get; set; }

        public string Cause { get; set; } = "";

        public ImmutableArray<InstalledConditional> Bound(RunProgress run, LabDefinition lab, InstrumentDefinition instrument)
        {
            if (_boundFrom != run.Conditionals.Installed)
            {
                var names = ConditionVocabulary.Of(lab, instrument);
                (_boundFrom, _bound) = (run.Conditionals.Installed, [.. run.Conditionals.Installed.Select(c => InstalledConditional.Bind(c, names)).OfType<InstalledConditional>()]);
            }

            return _bound;
        }
    }
}
