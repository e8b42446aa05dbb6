using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <summary>The tests of a series that an outage cut off: what they had come to, and what they said that was perhaps not done.</summary>
public sealed partial class RunActor
{
    /// <summary>The values of devices that the round before a count needs were asked for before the outage, and are asked for again.</summary>
    private void AskNow(int series, int count, Action then)
    {
        var needed = _run.Measurement.OpenSeries.TryGetValue(series, out var open) && _tests.GetValueOrDefault(series)?.OfRun != false
            ? NeededAt(count, open.Kind == Core.Reduction.RunSeries.Sniff)
            : [];
        if (needed.IsEmpty)
            then();
        else
            Ask(needed, reading: false, _ => then());
    }

    /// <summary>The round was made before the outage; what it said is done again, where that changes nothing, or for the first time.</summary>
    private void Recall(IActorRef acquisition, int series, int count, bool isOver, Action go)
    {
        if (_ending is not null || !_run.Measurement.OpenSeries.TryGetValue(series, out var open))
        {
            go();
            return;
        }

        if (_tests.GetValueOrDefault(series) is { Whiff.IsDefaultOrEmpty: false } tests)
            TestWhiff(acquisition, tests, open, count, isOver);
        var trip = _run.Conditionals.Tripped.LastOrDefault(t => t is { Acts: true, When: AtCount } && t.Series == series && t.Count == count);
        var conditional = trip is null ? null : _run.Conditionals.Installed.FirstOrDefault(c => c.Id == trip.Id);
        if (conditional?.Kind == ConditionalKind.Action && _run.Conditionals.ActionsEnded >= _run.Conditionals.Tripped.Count(t => t is { Acts: true, Kind: ConditionalKind.Action }))
        {
            if (!conditional.Resume)
                acquisition.Tell(new CollectorProtocol.Stop(ConditionalWords.Of(trip!)));
            go();
            return;
        }

        Act(conditional, trip, acquisition, series, go);
    }

    /// <summary>A whiff counts its own tests in a row and has an analysis of its own: both are made of its readings again.</summary>
    private void RestoreWhiff(int series, int count)
    {
        if (_tests.GetValueOrDefault(series) is not { Whiff.IsDefaultOrEmpty: false } tests
            || !_run.Measurement.OpenSeries.TryGetValue(series, out var open)
            || _run.Scripts[ScriptKind.Measurement.Folder()].Pending is not { Analysis: { } before } record)
            return;
        var whiff = BeginWhiff(tests, before, open);
        whiff = Counted(whiff, 1, null);
        foreach (var reading in record.Facts.OfType<MeasurementEvents.ReadingTaken>().Where(r => r.Series == series && r.Count < count - 1))
            whiff = Counted(whiff with { Analysis = whiff.Analysis.Apply(reading) }, reading.Count + 1, reading);
        if (count > 1)
            _whiffs[series] = whiff;

        WhiffUnderWay Counted(WhiffUnderWay under, int next, MeasurementEvents.ReadingTaken? newest) => next >= count ? under : under with
        {
            Counters = ConditionalRound.Of(
                under.Set.Where(i => i.Conditional.IsDue(next)), under.Counters, _order.Spec.AnalysisType, Values(under.Analysis, false, newest?.Intensities)).Counters,
        };
    }
}
