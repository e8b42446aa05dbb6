using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Problems;

namespace LabActors.Actors.Execution;

/// <summary>Messages of a queue: from operators through the executor, and what it tells the executor.</summary>
public static class QueueProtocol
{
    /// <summary>Ends the queue: <c>at-completion</c> after the runs in flight, <c>cancel</c>, <c>fail</c> and <c>abort</c> with them; <c>quick</c> as abort, and no post script is run.</summary>
    public sealed record Stop(string How, string By, string Why);

    /// <summary>Aborts the run that is furthest; the queue goes on with the next.</summary>
    public sealed record AbortRun(string By, string Why);

    /// <summary>Truncates the run that measures.</summary>
    public sealed record TruncateRun(bool Quick, string By);

    /// <summary>Holds at the next boundary where holding is safe: in a delay, between runs, or before an extraction begins.</summary>
    public sealed record Pause(string By);

    /// <summary>Goes on, with the time of a delay that was left.</summary>
    public sealed record Resume(string By);

    /// <summary>Ends the delay that is under way now, or that a pause has interrupted, and the queue goes on; without one, the wait of the script that is furthest.</summary>
    public sealed record ContinueDelay(string By);

    /// <summary>Holds the wait of the script that is furthest (<c>sleep</c>, the rest of an interval): its time does not run.</summary>
    public sealed record PauseWait(string By);

    /// <summary>Lets it run again, with the time that was left.</summary>
    public sealed record ResumeWait(string By);

    /// <summary>The delay that is under way, or the rest of a paused one, lasts this long from now.</summary>
    public sealed record ChangeDelay(double Seconds, string By);

    /// <summary>The node is about to stop: nothing more is launched, what is in flight comes to its end. Answered by <see cref="Drained"/>; the next start of the node goes on with the queue.</summary>
    public sealed record Drain;

    /// <summary>Answers <see cref="Drain"/>: nothing is in flight.</summary>
    public sealed record Drained;

    /// <summary>A queue that was held from its start on goes on: the operator has said so.</summary>
    public sealed record MayLaunch;

    /// <summary>Answers each of the above.</summary>
    public sealed record Accepted(string What);

    /// <summary>The queue did not do it, and why.</summary>
    public sealed record Refused(string What, string Reason)
    {
        /// <summary>Nothing can be asked of a queue where there is none.</summary>
        public static Refused WithoutQueue(object asked) => new(WordOf(asked), "no queue is under way");
    }

    /// <summary>Changes the queue; answered by <see cref="Edited"/> or <see cref="EditRefused"/> when its rows have been checked.</summary>
    public sealed record Edit(QueueEdit What, string By, string Why);

    /// <summary>Takes back the newest edit that has not been taken back; answered as <see cref="Edit"/> is.</summary>
    /// <param name="Of">Whose edit; null for anybody's.</param>
    public sealed record Undo(string? Of, string By, string Why);

    /// <summary>The queue's file was saved: what differs from what it said before becomes an edit; answered as <see cref="Edit"/> is.</summary>
    /// <param name="Path">As the queue has it.</param>
    /// <param name="Text">The whole file.</param>
    public sealed record FileSaved(string Path, string Text, string By);

    /// <summary>The edit is in the journal.</summary>
    /// <param name="Number">Of the edit; 0 when there was nothing to change.</param>
    /// <param name="What">What was done, in words.</param>
    /// <param name="Added">Ids of new rows, in order.</param>
    /// <param name="Warnings">What was found and does not refuse.</param>
    public sealed record Edited(int Number, string What, ImmutableArray<string> Added, ImmutableArray<Problem> Warnings);

    /// <summary>The edit was not done; nothing has changed.</summary>
    public sealed record EditRefused(EditRefusal Refusal);

    /// <summary>Asks for the queue as it stands: rows with their versions and states, delay, pause, edits.</summary>
    public sealed record GetQueue;

    /// <summary>Answers <see cref="GetQueue"/>.</summary>
    public sealed record QueueIs(QueueProgress Queue);

    /// <summary>To the executor, once: the queue has ended.</summary>
    public sealed record QueueIsOver(string QueueId, QueueProgress Progress);

    /// <summary>What an operator calls what he asked for.</summary>
    private static string WordOf(object asked) => asked switch
    {
        Stop stop => stop.How,
        AbortRun => "abort run",
        TruncateRun => "truncate",
        Pause => "pause",
        Resume => "resume",
        ContinueDelay => "continue",
        PauseWait => "pause wait",
        ResumeWait => "resume wait",
        ChangeDelay => "change delay",
        Edit => "edit",
        Undo => "undo",
        GetQueue => "rows",
        _ => throw new ArgumentException($"{asked.GetType().Name} is not asked of a queue", nameof(asked)),
    };
}
