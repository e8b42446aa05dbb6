using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>Pauses and delays. A pause is a fact at once; it holds in a delay, between runs, and before an extraction begins.</summary>
public sealed partial class QueueActor
{
    private void ReceivePauses()
    {
        Command<QueueProtocol.Pause>(Pause);
        Command<QueueProtocol.Resume>(Resume);
        Command<QueueProtocol.ContinueDelay>(ContinueDelay);
        Command<QueueProtocol.ChangeDelay>(ChangeDelay);
        Command<QueueProtocol.PauseWait>(p => ToFurthest("pause", new RunProtocol.PauseWait(p.By)));
        Command<QueueProtocol.ResumeWait>(r => ToFurthest("resume", new RunProtocol.UnpauseWait(r.By)));
    }

    private void Pause(QueueProtocol.Pause pause)
    {
        if (_queue.Paused || _queue.Ended)
        {
            Sender.Tell(new QueueProtocol.Refused("pause", _queue.Pause is { } first ? Invariant($"it was paused by {first.By} at {first.At:HH:mm:ss} already") : "the queue has ended"));
            return;
        }

        double? left = _queue.Delay is { } delay ? Math.Max(0, (delay.At.AddSeconds(delay.Seconds) - Now).TotalSeconds) : null;
        Timers.Cancel("delay");
        ImmutableArray<IJournalEvent> facts = _queue.Delay is null ? [] : [new DelayEnded(Now, "paused")];
        JournalAll([.. facts, new QueuePaused(Now, pause.By, left)], () =>
        {
            TellRuns(new RunProtocol.HoldBeforeExtraction(pause.By));
            Sender.Tell(new QueueProtocol.Accepted("pause"));
        });
    }

    private void Resume(QueueProtocol.Resume resume)
    {
        if (!_queue.Paused)
        {
            Sender.Tell(new QueueProtocol.Refused("resume", _queue.Resumed is { } first ? Invariant($"it is not paused: {first.By} resumed it at {first.At:HH:mm:ss}") : "it is not paused"));
            return;
        }

        Journal(new QueueResumed(Now, resume.By), _ => GoOn("resume"));
    }

    private void ContinueDelay(QueueProtocol.ContinueDelay go)
    {
        if (_queue.Delay is null && _queue.PausedDelay is null)
        {
            ToFurthest("continue", new RunProtocol.ContinueWait(go.By));
            return;
        }

        Timers.Cancel("delay");
        ImmutableArray<IJournalEvent> resumed = _queue.Paused ? [new QueueResumed(Now, go.By)] : [];
        JournalAll([new DelayEnded(Now, $"continued by {go.By}"), .. resumed], () => GoOn("continue"));
    }

    private void ToFurthest(string word, object message)
    {
        if (Furthest() is { } run)
            run.Forward(message);
        else
            Sender.Tell(new QueueProtocol.Refused(word, "no delay is under way"));
    }

    private void ChangeDelay(QueueProtocol.ChangeDelay change)
    {
        var reason = _queue.Delay is null && _queue.PausedDelay is null ? "no delay is under way"
            : !double.IsFinite(change.Seconds) || change.Seconds < 0 ? $"found {change.Seconds} s; expected 0 or more"
            : "";
        if (reason.Length > 0)
        {
            Sender.Tell(new QueueProtocol.Refused("change delay", reason));
            return;
        }

        Journal(new DelayChanged(Now, change.By, change.Seconds), changed =>
        {
            if (_queue.Delay is not null)
                StartDelay(TimeSpan.FromSeconds(changed.Seconds));
            Sender.Tell(new QueueProtocol.Accepted("change delay"));
        });
    }

    private void GoOn(string word)
    {
        TellRuns(new RunProtocol.GoOn());
        Sender.Tell(new QueueProtocol.Accepted(word));
        Advance();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void TellRuns(object message)
    {
        foreach (var run in _runs.Values)
            run.Tell(message);
    }
}
