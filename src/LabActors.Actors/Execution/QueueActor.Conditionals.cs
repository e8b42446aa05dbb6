using Akka.Event;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>What conditionals of runs do to their queue.</summary>
public sealed partial class QueueActor
{
    private void ReceiveConditionals()
    {
        Command<RunProtocol.CancelQueue>(c => RequestStop(new QueueStopRequested(Now, "cancel", c.By, c.Why)));
    }

    /// <summary>The run is over: its counters go on to the next one, and what tripped after it acts.</summary>
    private void AfterRun(QueueRow row, RunProtocol.AfterRun? after)
    {
        if (after is null)
        {
            Advance();
            return;
        }

        if (!after.Counters.Equals(_queue.Counters))
        {
            Journal(new ConditionalEvents.ConditionalsCounted(Now, after.Counters.True, []), _ => Act(row, after));
            return;
        }

        Act(row, after);
    }

    private void Act(QueueRow row, RunProtocol.AfterRun after)
    {
        if (after.Action == "cancel" && !_queue.Ended)
            RequestStop(new QueueStopRequested(Now, "cancel", after.By, after.Why));
        else
            Advance();
    }
}
