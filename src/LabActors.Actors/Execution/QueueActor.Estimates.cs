using Akka.Event;
using LabActors.Actors.Time;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Problems;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// When the queue will be finished: reckoned anew whenever something has happened, journaled when that is news. Always after what comes next has
/// been begun: no run waits for it.
/// </summary>
public sealed partial class QueueActor
{
    // A finish that moves by less is no news.
    private static readonly TimeSpan News = TimeSpan.FromSeconds(1);

    // As many as a large screen shows; the finish of a queue is told whatever its length.
    private const int MostRows = 40;
    private readonly HashSet<(string Row, int Version)> _tried = [];
    private QueueProgress? _estimated;

    private void ReceiveEstimates() => Command<RowsTried>(tried =>
    {
        foreach (var problem in tried.Found.Problems.Where(problem => problem.IsError))
            Log.Warning("A row that was edited without being checked first: {Problem}", problem);
        _estimated = null;
        Reckon();
    });

    private void Reckon()
    {
        if (NewFinish() is { } finish)
            Journal(finish, _ => _estimated = _queue);
    }

    /// <summary>Goes on after what was planned: a finish that was reckoned before it stands.</summary>
    private void AdvanceAsPlanned(QueueProgress before)
    {
        if (ReferenceEquals(_estimated, before))
            _estimated = _queue;
        Advance();
    }

    /// <summary>The finish as it is reckoned now; null when it is not known, or what was said last stands.</summary>
    private FinishEstimated? NewFinish()
    {
        if (!_queue.IsStarted || _queue.Ended || ReferenceEquals(_estimated, _queue))
            return null;
        _estimated = _queue;
        var schedule = QueueEstimate.Of(_queue, _order.Services.Estimates.Of, _order.Instrument.MinPumpTime, Now, _order.DelayBefore);
        if (!schedule.IsWhole)
            TryEditedRows();
        var left = _queue.InFlight.Length + _queue.Waiting.Count(id => !_queue.Row(id).Spec.Skip);
        if (left == 0 || !schedule.IsWhole || (_queue.EstimatedFinish is { } said && (schedule.Finish - said).Duration() < News))
            return null;
        return new FinishEstimated(Now, schedule.Finish, left, QueueEstimate.Rows(_queue, schedule, Now, MostRows));
    }

    /// <summary>Tries the scripts of rows that conditionals changed, and of those that were edited before the node was started again: nobody has tried them yet.</summary>
    private void TryEditedRows()
    {
        QueueRow[] unknown =
        [
            .. _queue.Waiting.Select(_queue.Row)
                .Where(row => row is { Change: not null, Spec.Skip: false } && _order.Services.Estimates.Of(row.Spec) is null && _tried.Add((row.Id, row.Version))),
        ];
        if (unknown.Length > 0)
        {
            Clock.Holds.PipeTo(
                _order.Services.RowChecks.CheckAsync(_queue.Header! with { Runs = [.. unknown.Select(row => row.Spec)] }, _order.Instrument),
                $"what edited rows of {_order.QueueId} take",
                Self,
                success: found => new RowsTried(found),
                failure: cause => new RowsTried(RowsChecked.Of(new Problem(_queue.Header!.Path, 0, 0, $"the rows could not be tried: {cause.Message}"))));
        }
    }

    private sealed record RowsTried(RowsChecked Found);
}
