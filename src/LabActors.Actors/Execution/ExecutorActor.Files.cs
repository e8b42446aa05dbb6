using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>Queue files that are saved again: the queue under way takes up its own; one that waits for its turn is read anew.</summary>
public sealed partial class ExecutorActor
{
    private void FileSaved(QueueProtocol.FileSaved saved)
    {
        var queue = _execution.Queues.FirstOrDefault(q => q.Queue.Path == saved.Path);
        if (queue is null || !_execution.Running)
            Sender.Tell(new QueueProtocol.EditRefused(EditRefusal.Of("unknown", $"{saved.Path} is not a queue that runs on {_instrument.Name}")));
        else if (_execution.Finished.TryGetValue(queue.QueueId, out var finished))
            Sender.Tell(new QueueProtocol.EditRefused(EditRefusal.Of("ended", $"the queue has ended ({finished.State})")));
        else if (queue.QueueId == _execution.Current)
            ToQueue(saved);
        else
            Replace(saved, queue);
    }

    private void Replace(QueueProtocol.FileSaved saved, AcceptedQueue queue)
    {
        var read = QueueFile.Read(saved.Text, saved.Path);
        ImmutableArray<Problem> problems = read.Readable.MassSpectrometer == queue.Queue.MassSpectrometer
            ? read.Problems
            : [.. read.Problems, new Problem(saved.Path, 0, 0, $"found {read.Readable.MassSpectrometer}; the queue waits for {_instrument.Name}", Field: "mass_spectrometer")];
        if (problems.Any(problem => problem.IsError))
        {
            RefuseFile(Sender, saved, problems);
            return;
        }

        var file = queue with { Queue = read.Readable };
        Clock.Holds.PipeTo(
            _services.RowChecks.CheckAsync(file.Queue, _instrument),
            $"checks of {saved.Path}",
            Self,
            Sender,
            found => new FileChecked(saved, file with { Conditionals = found.Conditionals }, found.Problems),
            cause => new FileChecked(saved, file, [new Problem(saved.Path, 0, 0, $"the rows could not be checked: {cause.Message}")]));
    }

    private void FileIsChecked(FileChecked check)
    {
        if (check.Problems.Any(problem => problem.IsError))
            RefuseFile(Sender, check.Saved, check.Problems);
        else if (_execution.Finished.ContainsKey(check.Queue.QueueId) || _execution.Current == check.Queue.QueueId || !_execution.Running)
            FileSaved(check.Saved);
        else
            Journal(new QueueReplaced(Now, check.Saved.By, check.Queue), _ => Sender.Tell(new QueueProtocol.Edited(0, $"{check.Saved.Path} is read anew", [], check.Problems)));
    }

    private void RefuseFile(IActorRef asker, QueueProtocol.FileSaved saved, ImmutableArray<Problem> problems)
    {
        var refusal = EditRefusal.Of(problems);
        Journal(new QueueFileRefused(Now, saved.By, saved.Path, refusal.Problems), _ => asker.Tell(new QueueProtocol.EditRefused(refusal)));
    }

    private sealed record FileChecked(QueueProtocol.FileSaved Saved, AcceptedQueue Queue, ImmutableArray<Problem> Problems);
}
