using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Exports;
using LabActors.Actors.Notifications;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Rows;
using LabActors.Actors.Safety;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Node.Checks;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Node;

/// <content>What may be asked of a node; each goes to an actor.</content>
public sealed partial class LabNode
{
    /// <summary>The instrument's actor: takes <see cref="ExecutorProtocol"/> and <see cref="QueueProtocol"/>.</summary>
    public IActorRef Instrument(string name) => _parts.Instruments[name];

    /// <summary>Has the error flags; takes <see cref="Actors.Health.HealthProtocol"/>.</summary>
    public IActorRef Health => _parts.Health;

    /// <summary>The extraction line; takes <see cref="Actors.Lines.ExtractionLineProtocol"/>.</summary>
    public IActorRef Line => _parts.Line;

    /// <summary>Asks the instrument's executor to run queues; the answer is <see cref="ExecutorProtocol"/>'s, after the checks, which may ask the operator.</summary>
    /// <param name="startAt">Nothing is launched before it; null for what the first queue's header says.</param>
    /// <param name="stopAt">No run is launched that is estimated to end after it; null for what each queue's header says.</param>
    /// <remarks>The files of the queues' conditionals are read here, once: what is missing or wrong in them refuses the execution.</remarks>
    public async Task<object> ExecuteAsync(
        string instrument, IEnumerable<ExperimentQueue> queues, string by, DateTimeOffset? startAt = null, DateTimeOffset? stopAt = null)
    {
        var problems = new List<Problem>();
        var reader = new QueueConditionalsReader(_options.ConditionalFiles, ConditionVocabulary.Of(_options.Lab, _options.Lab.FindInstrument(instrument)!));
        var now = Clock.Now;
        var execution = (await ExecutionAsync(instrument)).Count + 1;
        ImmutableArray<AcceptedQueue> accepted = [.. queues.Select((q, i) => new AcceptedQueue(QueueIds.Make(q, now, execution, i, _options.FolderTag), q, reader.Read(q, problems)))];
        if (problems.Find(p => p.IsError) is { } problem)
            return new ExecutorProtocol.Refused("conditionals", problem.ToString(), "refused");
        var answer = Instrument(instrument).Ask<object>(new ExecutorProtocol.Execute(accepted, by, startAt, stopAt), Timeout.InfiniteTimeSpan);
        LetTimePass();
        return await answer;
    }

    /// <summary>The execution of an instrument as it stands.</summary>
    public async Task<ExecutionProgress> ExecutionAsync(string instrument) =>
        (await Instrument(instrument).Ask<ExecutorProtocol.ExecutionIs>(new ExecutorProtocol.GetExecution(), AskLimit)).Progress;

    /// <summary>Completes when the execution that runs on an instrument has ended; at once when none runs.</summary>
    public async Task<ExecutionProgress> WhenEndedAsync(string instrument)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watcher = System.ActorOf(ExecutionWatcher.Props($"executor-{instrument}", ended));
        await watcher.Ask<ExecutionWatcher.Watch>(new ExecutionWatcher.Watch(), AskLimit);
        var progress = await ExecutionAsync(instrument);
        LetTimePass();
        if (progress.Running)
        {
            await ended.Task;
            progress = await ExecutionAsync(instrument);
        }

        watcher.Tell(PoisonPill.Instance);
        return progress;
    }

    /// <summary>Completes with a run's analysis when it is in the results database.</summary>
    public async Task<RunSummary> WhenSavedAsync(string runUuid, CancellationToken stop = default)
    {
        var saved = new TaskCompletionSource<RunSummary>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var canceled = stop.Register(() => saved.TrySetCanceled(stop));
        System.ActorOf(SaveWatcher.Props(_parts.Results, runUuid, saved));
        return await saved.Task;
    }

    /// <summary>A run as the journal has it, also while the results database cannot be written.</summary>
    /// <exception cref="InvalidDataException">The journal has no such run.</exception>
    public Task<AnalysisRow> AnalysisAsync(string runUuid) => Task.Run(() => new ResultsProjection(Results, _events).Analysis(runUuid));

    /// <summary>Completes with the outbox of exports when nothing is being tried: all is exported, or waits for a retry. Null when runs are not exported by themselves.</summary>
    public async Task<ExportOutbox?> WhenExportedAsync(TimeSpan limit) =>
        _parts.Exports.IsNobody() ? null : (await _parts.Exports.Ask<ExportProtocol.OutboxIs>(new ExportProtocol.WhenAtRest(), limit)).Outbox;

    /// <summary>Passes an operator's word to the queue of an instrument; the answer is <see cref="QueueProtocol"/>'s.</summary>
    public Task<object> TellQueueAsync(string instrument, object message) => Instrument(instrument).Ask<object>(message, AskLimit);

    /// <summary>
    /// Protects the instruments now, whatever runs: extraction devices off and inlets closed at once, every script stopped, runs saved, queues ended. Completes when that is done.
    /// </summary>
    public Task<object> QuickStopAsync(string by, string why, CancellationToken stop = default) => AskSafetyAsync(new SafetyProtocol.QuickStop(by, why), stop);

    /// <summary>Makes the laboratory safe: runs in flight are ended, built-in steps taken, the laboratory's own script run. Completes when that is done.</summary>
    public Task<object> MakeSafeAsync(string by, string why, CancellationToken stop = default) => AskSafetyAsync(new SafetyProtocol.MakeSafe(by, why), stop);

    /// <summary>
    /// Waits until all that is due of hooks and mails has been tried, but not for long (<c>labactors.notifications.drain</c>, real time). Returns what is not delivered, in words;
    /// it stays in the outbox for the next start.
    /// </summary>
    public async Task<ImmutableArray<string>> DrainNotificationsAsync()
    {
        if (_parts.Notifier.IsNobody())
            return [];
        try
        {
            return (await _parts.Notifier.Ask<NotifierProtocol.Drained>(new NotifierProtocol.Drain(), Notifications.DrainLimit)).Undelivered;
        }
        catch (AskTimeoutException)
        {
            return [$"not everything was tried within {Notifications.DrainLimit.TotalSeconds:0.#} s"];
        }
    }

    /// <summary>No limit of its own: how long a laboratory takes is said by its own limits, in laboratory time.</summary>
    private Task<object> AskSafetyAsync(object request, CancellationToken stop)
    {
        var answer = _parts.Safety.Ask<object>(request, Timeout.InfiniteTimeSpan, stop);
        LetTimePass();
        return answer;
    }
}
