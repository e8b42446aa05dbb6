using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Execution;

/// <summary>Whiffs: a first look at the gas, whose conditionals say what becomes of it.</summary>
public sealed partial class RunActor
{
    private readonly Dictionary<int, WhiffUnderWay> _whiffs = [];

    /// <summary>The readings of a whiff are taken for the signal: an intercept or an age of it can be tested. The first that trips gives its word.</summary>
    private ImmutableArray<IJournalEvent> TestWhiff(IActorRef acquisition, SeriesTests tests, MeasurementEvents.SeriesStarted open, int count, bool isOver)
    {
        if (!_whiffs.TryGetValue(tests.Series, out var whiff))
            whiff = BeginWhiff(tests, _run.Analysis, open);

        if (_run.Conditionals.Newest is { } newest && newest.Series == tests.Series && newest.Count == count - 1)
            whiff = whiff with { Analysis = whiff.Analysis.Apply(newest) };
        var due = whiff.Set.Where(i => i.Conditional.IsDue(count));
        var round = ConditionalRound.Of(due, whiff.Counters, _order.Spec.AnalysisType, Values(whiff.Analysis, false, _run.Conditionals.Newest?.Intensities));
        _whiffs[tests.Series] = whiff with { Counters = round.Counters };
        if (round.Acting is { } acting)
        {
            acquisition.Tell(new CollectorProtocol.Outcome(Json.Of(acting.Conditional.Action)));
            if (!isOver)
                acquisition.Tell(new CollectorProtocol.Stop($"whiff: {acting.Conditional.Action}"));
        }

        return _run.Conditionals.Facts(round with { Counters = _run.Conditionals.Counters }, Now, AtCount, tests.Series, count);
    }

    private WhiffUnderWay BeginWhiff(SeriesTests tests, LiveAnalysis before, MeasurementEvents.SeriesStarted open)
    {
        ImmutableArray<InstalledConditional> bound = [.. tests.Whiff.Select(c => InstalledConditional.Bind(c, _names!)).OfType<InstalledConditional>()];
        return new WhiffUnderWay(bound, before.BeforeWhiff().Apply(open with { Kind = RunSeries.Signal }), ConditionalCounters.None);
    }

    private sealed record WhiffUnderWay(ImmutableArray<InstalledConditional> Set, LiveAnalysis Analysis, ConditionalCounters Counters);
}
