using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// Edits of the queue while it runs. New rows and changed ones are checked outside the mailbox, as a queue is before it starts; the queue
/// goes on meanwhile, and the edit is decided again when the checks are through.
/// </summary>
public sealed partial class QueueActor
{
    private QueueProtocol.FileSaved? _newestFile;

    private void ReceiveEdits()
    {
        Command<QueueProtocol.Edit>(e => Consider(Sender, () => QueueEdits.Decide(_queue, e.What, e.By, e.Why, Now)));
        Command<QueueProtocol.Undo>(u => Consider(Sender, () => QueueEdits.DecideUndo(_queue, u.Of, u.By, u.Why, Now)));
        Command<QueueProtocol.FileSaved>(FileSaved);
        Command<QueueProtocol.GetQueue>(_ => Sender.Tell(new QueueProtocol.QueueIs(_queue)));
        Command<FileRead>(FileIsRead);
        Command<EditChecked>(EditIsChecked);
    }

    /// <summary>Read outside the mailbox: ten thousand rows take longer than a pause may wait.</summary>
    private void FileSaved(QueueProtocol.FileSaved saved)
    {
        var asker = Sender;
        _newestFile = saved;
        var identifiers = _order.Services.Lab.Identifiers;
        Clock.Holds.PipeTo(
            Task.Run(() => QueueFile.Read(saved.Text, saved.Path, identifiers)),
            $"reading {saved.Path}",
            Self,
            success: read => new FileRead(asker, saved, read.Queue, read.Problems),
            failure: cause => new FileRead(asker, saved, null, [new Problem(saved.Path, 0, 0, $"the file could not be read: {cause.Message}")]));
    }

    private void FileIsRead(FileRead file)
    {
        if (IsOld(file.Asker, file.Saved))
            return;
        if (file.Queue is { } queue)
            Consider(file.Asker, () => QueueFileEdits.Decide(_queue, queue, file.Saved.By, Now), file.Saved);
        else
            Refuse(file.Asker, EditRefusal.Of(file.Problems), file.Saved);
    }

    /// <summary>True for a file that was saved again while it was read or checked: what it said then must not undo what it says now.</summary>
    private bool IsOld(IActorRef asker, QueueProtocol.FileSaved? file)
    {
        if (file is null || ReferenceEquals(file, _newestFile))
            return false;
        asker.Tell(new QueueProtocol.EditRefused(EditRefusal.SavedAgain(file.Path)));
        return true;
    }

    private void Consider(IActorRef asker, Func<EditDecision> decide, QueueProtocol.FileSaved? file = null)
    {
        var decision = decide();
        if (decision.Refusal is { } refusal)
        {
            Refuse(asker, refusal, file);
        }
        else if (decision.ToCheck.IsEmpty)
        {
            Do(asker, decision);
        }
        else
        {
            var header = decision.Events.OfType<QueueEdited>().Single().Header ?? _queue.Header!;
            Clock.Holds.PipeTo(
                _order.Services.RowChecks.CheckAsync(header with { Runs = decision.ToCheck }, _order.Instrument),
                $"checks of an edit of {_order.QueueId}",
                Self,
                success: found => new EditChecked(asker, decide, file, found),
                failure: cause => new EditChecked(asker, decide, file, RowsChecked.Of(new Problem(header.Path, 0, 0, $"the rows could not be checked: {cause.Message}"))));
        }
    }

    private void EditIsChecked(EditChecked check)
    {
        if (IsOld(check.Asker, check.File))
            return;
        if (check.Found.Problems.Any(problem => problem.IsError))
        {
            Refuse(check.Asker, EditRefusal.Of(check.Found.Problems), check.File);
            return;
        }

        // Rows may have started, and others may have edited, while the scripts were tried.
        var decision = check.Decide();
        if (decision.Refusal is { } refusal)
            Refuse(check.Asker, refusal, check.File);
        else
            Do(check.Asker, decision with { Events = [.. Read(check.Found), .. decision.Events], Warnings = [.. decision.Warnings, .. check.Found.Problems] });
    }

    /// <summary>Conditionals that the new rows name and the queue does not have yet: what was read once stays as it was.</summary>
    private IEnumerable<IJournalEvent> Read(RowsChecked found)
    {
        if (_queue.Conditionals.New(found.Conditionals) is { IsEmpty: false } texts)
            yield return new ConditionalEvents.ConditionalTextsRead(Now, texts);
    }

    private void Do(IActorRef asker, EditDecision decision) => JournalAll(decision.Events, () =>
    {
        var edited = decision.Events.OfType<QueueEdited>().FirstOrDefault();
        var undone = decision.Events.OfType<EditUndone>().FirstOrDefault();
        asker.Tell(new QueueProtocol.Edited(
            edited?.Edit ?? undone?.Edit ?? 0,
            edited?.What ?? (undone is null ? "nothing is different" : $"took back edit {undone.Edit}: {_queue.Edits.FindLast(edit => edit.Edit.Edit == undone.Edit)!.Edit.What}"),
            [.. (edited?.Added ?? []).SelectMany(block => block.Rows).Select(row => row.Row)],
            decision.Warnings));
        Advance();
    });

    /// <summary>A file's owner may have no other window than the journal's: what is wrong with the file is told there.</summary>
    private void Refuse(IActorRef asker, EditRefusal refusal, QueueProtocol.FileSaved? file)
    {
        ImmutableArray<Problem> problems = refusal.Problems.IsEmpty && file is not null ? [new Problem(file.Path, 0, 0, refusal.Reason)] : refusal.Problems;
        ImmutableArray<IJournalEvent> facts = file is null || _queue.Ended ? [] : [new QueueFileRefused(Now, file.By, file.Path, problems)];
        JournalAll(facts, () => asker.Tell(new QueueProtocol.EditRefused(refusal)));
    }

    private sealed record FileRead(IActorRef Asker, QueueProtocol.FileSaved Saved, ExperimentQueue? Queue, ImmutableArray<Problem> Problems);

    private sealed record EditChecked(IActorRef Asker, Func<EditDecision> Decide, QueueProtocol.FileSaved? File, RowsChecked Found);
}
