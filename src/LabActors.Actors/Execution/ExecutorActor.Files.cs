using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>Queue files that are saved again: the queue under way takes up its own; one that waits for its turn is read anew.</summary>
public sealed partial class ExecutorActor
{
    private readonly Dictionary<string, QueueProtocol.FileSaved> _newestFiles = [];

    private void FileSaved(QueueProtocol.FileSaved saved)
    {
        var queue = _execution.Queues.FirstOrDefault(q => q.Queue.Path == saved.Path);
        if (queue is null || !_execution.Running)
        {
            Sender.Tell(new QueueProtocol.EditRefused(EditRefusal.Of("unknown", $"{saved.Path} is not a queue that runs on {_instrument.Name}")));
            return;
        }

        _newestFiles[saved.Path] = saved;
        if (_execution.Finished.TryGetValue(queue.QueueId, out var finished))
            Sender.Tell(new QueueProtocol.EditRefused(EditRefusal.Of("ended", $"the queue has ended ({finished.State})")));
        else if (queue.QueueId != _execution.Current)
            Replace(saved, queue);
        else if (!_queue.IsNobody())
            _queue.Forward(saved);
        else
            Context.System.Scheduler.ScheduleTellOnce(RestartDelay, Self, saved, Sender);
    }

    private void Replace(QueueProtocol.FileSaved saved, AcceptedQueue queue) => Clock.Holds.PipeTo(
        Task.Run(() => ReadAndCheckAsync(saved, queue, _instrument, _services)),
        $"checks of {saved.Path}",
        Self,
        Sender,
        failure: cause => new FileChecked(saved, queue, [new Problem(saved.Path, 0, 0, $"the rows could not be checked: {cause.Message}")]));

    private static async Task<FileChecked> ReadAndCheckAsync(QueueProtocol.FileSaved saved, AcceptedQueue queue, InstrumentDefinition instrument, RunServices services)
    {
        var read = QueueFile.Read(saved.Text, saved.Path, services.Lab.Identifiers);
        ImmutableArray<Problem> problems = read.Readable.MassSpectrometer == queue.Queue.MassSpectrometer
            ? read.Problems
            : [.. read.Problems, new Problem(saved.Path, 0, 0, $"found {read.Readable.MassSpectrometer}; the queue waits for {instrument.Name}", Field: "mass_spectrometer")];
        if (problems.Any(problem => problem.IsError))
            return new FileChecked(saved, queue, problems);
        var found = await services.RowChecks.CheckAsync(read.Readable, instrument);
        return new FileChecked(saved, queue with { Queue = read.Readable, Conditionals = found.Conditionals }, [.. problems, .. found.Problems]);
    }

    private void FileIsChecked(FileChecked check)
    {
        if (!ReferenceEquals(_newestFiles[check.Saved.Path], check.Saved))
            Sender.Tell(new QueueProtocol.EditRefused(EditRefusal.SavedAgain(check.Saved.Path)));
        else if (check.Problems.Any(problem => problem.IsError))
            RefuseFile(Sender, check.Saved, check.Problems);
        else if (_execution.Finished.ContainsKey(check.Queue.QueueId) || _execution.Current == check.Queue.QueueId || !_execution.Running)
            FileSaved(check.Saved);
        else
            Journal(new QueueReplaced(Now, check.Saved.By, check.Queue), _ =>
            {
                Sender.Tell(new QueueProtocol.Edited(0, $"{check.Saved.Path} is read anew", [], check.Problems));

                // The file may have another start.
                if (_execution.WaitsUntil is not null && !_undecided)
                    Continue();
            });
    }

    private void RefuseFile(IActorRef asker, QueueProtocol.FileSaved saved, ImmutableArray<Problem> problems)
    {
        var refusal = EditRefusal.Of(problems);
        Journal(new QueueFileRefused(Now, saved.By, saved.Path, refusal.Problems), _ => asker.Tell(new QueueProtocol.EditRefused(refusal)));
    }

    private sealed record FileChecked(QueueProtocol.FileSaved Saved, AcceptedQueue Queue, ImmutableArray<Problem> Problems);
}
