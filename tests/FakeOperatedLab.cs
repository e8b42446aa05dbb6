using System.Collections.Immutable;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Operators;
using LabActors.Actors.Safety;
using LabActors.Core.Execution;
using LabActors.Core.Labs;

namespace LabActors.Testing;

/// <summary>A laboratory that remembers what operators told it, and answers as it is told.</summary>
internal sealed class FakeOperatedLab : IOperatedLab
{
    public ImmutableArray<string> Instruments => ["Argus"];

    public ImmutableArray<string> ExtractionDevices => ["Fusions CO2"];

    /// <summary>What the queue was told.</summary>
    public List<object> Told { get; } = [];

    /// <summary>Answers to questions, as <c>question=option by</c>.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>What else was told: line, devices, safety.</summary>
    public List<object> Others { get; } = [];

    /// <summary>What was journaled of operators.</summary>
    public List<object> Journaled { get; } = [];

    public Func<object, object> Queue { get; set; } = QueueProtocol.Refused.WithoutQueue;

    public Func<object, object> Line { get; set; } = message => message switch
    {
        ExtractionLineProtocol.Actuate a => new ExtractionLineProtocol.Actuated(a.CommandId, a.Valve, a.Open, true),
        ExtractionLineProtocol.EnableValve e => new ExtractionLineProtocol.ValveIs(e.CommandId, e.Valve, "closed", false, default, Disabled: !e.Enabled),
        ExtractionLineProtocol.RunSequence s => new ExtractionLineProtocol.SequenceIs(s.CommandId, s.Valve, s.Times > 0 ? "" : "expected 1 to 10000 times, and 0 to 86400 s"),
        ExtractionLineProtocol.PreviewValve p => new ExtractionLineProtocol.PreviewIs(p.CommandId, p.Valve, p.Open ? "" : "no", [$"{(p.Open ? "opening" : "closing")} {p.Valve}"]),
        ExtractionLineProtocol.SetLock l => new ExtractionLineProtocol.ValveIs(l.CommandId, l.Valve, "closed", l.Locked, default),
        _ => new ExtractionLineProtocol.LineIs([]),
    };

    public ExecutionProgress Execution { get; set; } = ExecutionProgress.Idle;

    public ImmutableArray<QueueProgress> Queues { get; set; } = [];

    public Task<ExecutionProgress> ExecutionAsync(string instrument) => Task.FromResult(Execution);

    public Task<ImmutableArray<QueueProgress>> QueuesAsync(string instrument) => Task.FromResult(Queues);

    public Task<CommandAnswer> StartAsync(ImmutableArray<SentFile> queues, string by)
    {
        Others.Add($"start {string.Join(", ", queues.Select(queue => $"{queue.Path} ({queue.Text})"))} by {by}");
        return Task.FromResult(CommandAnswer.Yes("started"));
    }

    public Task<CommandAnswer> DrainNodeAsync(string node, bool? pauses, string by, string why)
    {
        Others.Add($"drain {node}{(pauses is { } hold ? hold ? " hold" : " finish" : "")} by {by}: {why}");
        return Task.FromResult(CommandAnswer.Yes($"{node} drains"));
    }

    public Task<CommandAnswer> TakeOverAsync(string node, string things, string by, string why)
    {
        Others.Add($"take over {node}: {things} by {by}: {why}");
        return Task.FromResult(CommandAnswer.Yes($"what {node} held has expired"));
    }

    public Task<CommandAnswer> ReadDeviceAsync(string device) => Task.FromResult(CommandAnswer.Yes($"{device}: mks-937"));

    public Task<CommandAnswer> TraceDeviceAsync(string device, int? count) => Task.FromResult(CommandAnswer.Yes($"{device}: the last {count}"));

    public Task<CommandAnswer> LookAtDevicesAsync() => Task.FromResult(CommandAnswer.Yes("ok\tport\tvalve box\t\t/dev/ttyUSB0: open in the node\t"));

    public Task<CommandAnswer> SendToDeviceAsync(string device, string text) => Task.FromResult(CommandAnswer.Yes($"{device} was sent {text}"));

    public Task<CommandAnswer> ReadGaugesAsync() => Task.FromResult(CommandAnswer.Yes("bone 1.0E-08 Torr"));

    public Task<object> TellQueueAsync(string instrument, object message)
    {
        Told.Add(message);
        return Task.FromResult(Queue(message));
    }

    public Task<object> TellLineAsync(object message)
    {
        Others.Add(message);
        return Task.FromResult(Line(message));
    }

    public LabDefinition Laboratory { get; set; } = new() { Name = "fake" };

    public Func<object, object> Trips { get; set; } = _ => new TripProtocol.TripsAre([]);

    public Func<object, object> Monitor { get; set; } = _ => new MonitorProtocol.ValuesAre([]);

    public Task<object> TellTripsAsync(object message)
    {
        Others.Add(message);
        return Task.FromResult(Trips(message));
    }

    public Task<object> TellMonitorAsync(object message) => Task.FromResult(Monitor(message));

    public Task<object> TellSampleChangerAsync(object message)
    {
        Others.Add(message);
        return Task.FromResult<object>(new SampleChangeProtocol.Ended(((SampleChangeProtocol.Change)message).CommandId, true, ["A is closed"]));
    }

    public Task<object> TellExtractionDeviceAsync(string device, object message)
    {
        Others.Add(message);
        return Task.FromResult<object>(new InstrumentProtocol.Done(((InstrumentProtocol.SetEnabled)message).CommandId));
    }

    /// <summary>Error flags that are up.</summary>
    public List<Core.Execution.Checks.ErrorFlag> Flags { get; } = [];

    public Task<object> TellHealthAsync(object message) => Task.FromResult<object>(new Actors.Health.HealthProtocol.FlagsAre([.. Flags]));

    public Task<object> TellDecisionsAsync(object message)
    {
        if (message is not DecisionProtocol.Answer answer)
            return Task.FromResult<object>(new DecisionProtocol.OpenAre([]));
        Answers.Add($"{answer.Question}={answer.Option} by {answer.By}");
        return Task.FromResult<object>(answer.Option == "maybe"
            ? new DecisionProtocol.AnswerRefused(answer.Question, "'maybe' is no answer")
            : new DecisionProtocol.AnswerTaken("1", answer.Question, answer.Option));
    }

    public Task<object> QuickStopAsync(string by, string why, CancellationToken stop = default)
    {
        Others.Add($"quick stop by {by}: {why}");
        return Task.FromResult<object>(new SafetyProtocol.MadeSafe("1", true, [], ""));
    }

    public Task<object> TellOperatorJournalAsync(object message)
    {
        Journaled.Add(message);
        return Task.FromResult<object>(OperatorJournalProtocol.Noted.Instance);
    }
}
