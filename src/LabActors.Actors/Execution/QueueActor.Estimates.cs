using LabActors.Core.Durations;
using LabActors.Core.Execution;
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
    private QueueProgress? _estimated;

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
        var left = _queue.InFlight.Length + _queue.Waiting.Count(id => !_queue.Row(id).Spec.Skip);
        if (left == 0 || !schedule.IsWhole || (_queue.EstimatedFinish is { } said && (schedule.Finish - said).Duration() < News))
            return null;
        return new FinishEstimated(Now, schedule.Finish, left);
    }
}
