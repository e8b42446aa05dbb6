using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Console.Session;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Journal;
using LabActors.Core.Operators;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using LabActors.Core.Replay;
using LabActors.Node.Checks;

namespace LabActors.Console.Tests;

/// <summary>A laboratory that publishes given events and ends as it is told. It remembers what was asked of it.</summary>
internal sealed class FakeLaboratory : ILaboratory
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public IReadOnlyList<(string Source, IJournalEvent Event)> Events { get; init; } = [];

    public LabOutcome Outcome { get; init; } = Outcomes.Completed;

    public SafeOutcome Safe { get; init; } = new(true, [], "");

    /// <summary>What starting it throws.</summary>
    public Exception? Fault { get; init; }

    /// <summary>False: the queue goes on until it is canceled.</summary>
    public bool EndsByItself { get; init; } = true;

    /// <summary>False: even a cancel does not end it.</summary>
    public bool ObeysCancel { get; init; } = true;

    /// <summary>False: its orderly stop takes until <see cref="FakeSession.Go"/>.</summary>
    public bool Goes { get; init; } = true;

    /// <summary>What a signal means for runs in flight.</summary>
    public StopPolicy StopPolicy { get; init; }

    /// <summary>Completes when the node was told to leave and has drained.</summary>
    public Task Drained { get; init; } = Task.Delay(Timeout.Infinite);

    /// <summary>What is found of an unfinished experiment; null when nothing is.</summary>
    public RecoveryPlan? Plan { get; init; }

    /// <summary>What was journaled before.</summary>
    public ImmutableArray<RecordedEvent> Before { get; init; } = [];

    public LabOptions? Asked { get; private set; }

    public FakeSession? Session { get; private set; }

    public Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop)
    {
        Asked = options;
        return Task.FromResult(new CheckOutcome(Problems, [.. options.Queues.Select(queue => new CheckedQueue(queue, 13, 7200))]));
    }

    public Task<ImmutableArray<CheckExplanation>> ExplainAsync(LabOptions options, CancellationToken stop)
    {
        Asked = options;
        return Task.FromResult(CheckExplainer.Explain(CheckSettings.Default, null, CheckFacts.None));
    }

    /// <summary>What an estimate answers, by the start that was asked for.</summary>
    public Func<DateTimeOffset, EstimateOutcome> Estimate { get; init; } = _ => new EstimateOutcome([], []);

    public DateTimeOffset? EstimatedFrom { get; private set; }

    public Task<EstimateOutcome> EstimateAsync(LabOptions options, DateTimeOffset start, CancellationToken stop)
    {
        (Asked, EstimatedFrom) = (options, start);
        return Task.FromResult(Estimate(start));
    }

    public Task<LabStart> StartAsync(LabOptions options, CancellationToken stop)
    {
        if (Fault is not null)
            throw Fault;
        Asked = options;
        var refused = Problems.Any(problem => problem.IsError);
        Session = refused ? null : new FakeSession(this);
        if (Plan is { } plan && !refused)
            options.OnRecovery?.Invoke(plan);
        return Task.FromResult(new LabStart(Session, Problems) { Before = Before });
    }
}

/// <summary>A session of the <see cref="FakeLaboratory"/>, with an actor system of its own.</summary>
internal sealed class FakeSession(FakeLaboratory laboratory) : ILabSession
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OperatorCommands? _commands;
    private readonly TaskCompletionSource _goes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LabOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ActorSystem System { get; } = ActorSystem.Create("fake");

    public LabClock Clock => LabClock.Of(System);

    public LabDescription Laboratory => DemoLaboratory.Description;

    public StopLimits StopLimits => StopLimits.Default with { Policy = laboratory.StopPolicy };

    /// <summary>How often it was protected without its actors.</summary>
    public int Protections { get; private set; }

    public Task<string> ProtectAsync()
    {
        Protections++;
        return Task.FromResult("laser off: done");
    }

    public Task Drained => laboratory.Drained;

    public List<string> Cancels { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>Completes when the queues run.</summary>
    public Task Running => _running.Task;

    public Task<LabOutcome> RunAsync()
    {
        var number = 0;
        foreach (var (source, journalEvent) in laboratory.Events)
            System.EventStream.Publish(new JournaledEvent(source, ++number, journalEvent.At, journalEvent));
        if (laboratory.EndsByItself)
            _ended.TrySetResult(laboratory.Outcome);
        _running.TrySetResult();
        return _ended.Task;
    }

    /// <summary>How often it was told to let runs in flight come to their end, and whether queues were to be paused.</summary>
    public List<bool> Finishes { get; } = [];

    /// <summary>Completes when nothing is in flight.</summary>
    public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ImmutableArray<string>> ServeAsync()
    {
        _running.TrySetResult();
        return Task.FromResult<ImmutableArray<string>>(["127.0.0.1:4039"]);
    }

    public Task FinishRunsAsync(bool pauses)
    {
        Finishes.Add(pauses);
        return Finished.Task;
    }

    /// <summary>What operators tell the laboratory, and what it answers.</summary>
    public FakeOperatedLab Operated { get; } = new();

    public Task<CommandAnswer> DoAsync(string line) =>
        (_commands ??= new OperatorCommands(Operated, "Argus", new OperatorIdentity("console", OperatorRole.Engineer, "", "s1"))).DoAsync(line, []);

    public Task CancelAsync(string by, string why)
    {
        Cancels.Add($"{by}: {why}");
        if (laboratory.ObeysCancel)
            _ended.TrySetResult(laboratory.Outcome);
        return Task.CompletedTask;
    }

    public Task<SafeOutcome> MakeSafeAsync(string by, string why, CancellationToken stop)
    {
        Cancels.Add($"safe by {by}: {why}");
        return Task.FromResult(laboratory.Safe);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsDisposed)
            return;
        IsDisposed = true;
        if (!laboratory.Goes)
            await _goes.Task;
        await System.Terminate();
    }

    /// <summary>Lets the orderly stop come to its end.</summary>
    public void Go() => _goes.TrySetResult();
}
