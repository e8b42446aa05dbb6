using System.Collections.Immutable;
using System.Net;
using System.Runtime.Serialization;
using LabActors.Actors.Operators;
using LabActors.Actors.Time;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using LabActors.Journal.Storage;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Durations;
using LabActors.Node.Hardware;
using LabActors.Node.Recovery;
using LabActors.Node.Simulation;
using LabActors.Simulator;

namespace LabActors.Console.Session;

/// <summary>The laboratory of the commands: a node in this process.</summary>
public sealed class NodeLaboratory : ILaboratory
{
    // A start that only makes the laboratory safe takes up nothing of what it finds: no command is told again, no valve is opened and no laser allowed to match what a run had left.
    private const string NothingGoesOn =
        """

        labactors.recovery {
          policy = hold
          steps {
            extraction { policy = hold }
            measurement { policy = hold }
            post-measurement { policy = hold }
          }
        }
        """;

    public async Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop)
    {
        var check = await ExperimentCheck.RunAsync(Request(options), stop);
        return new CheckOutcome(
            check.Problems,
            [.. check.Queues.Select(q => new CheckedQueue(q.Queue.Path, q.Queue.Runs.Count(r => !r.Skip), q.EstimatedSeconds))]);
    }

    public async Task<EstimateOutcome> EstimateAsync(LabOptions options, DateTimeOffset start, CancellationToken stop)
    {
        var check = await ExperimentCheck.RunAsync(Request(options), stop);
        if (check.Problems.Any(p => p.IsError))
            return new EstimateOutcome(check.Problems, []);
        var learned = DurationsFile.Of(check.NodeFile, options.Data).Read() ?? LearnedDurations.None;
        var queues = ImmutableArray.CreateBuilder<EstimatedQueue>();
        foreach (var queue in check.Queues)
        {
            var schedule = queue.Schedule(learned, start, delayBefore: queues.Count == 0);
            queues.Add(new EstimatedQueue(queue.Queue, start, schedule));
            start = schedule.Finish;
        }

        return new EstimateOutcome(check.Problems, queues.ToImmutable());
    }

    public async Task<LabStart> StartAsync(LabOptions options, CancellationToken stop)
    {
        var check = await ExperimentCheck.RunAsync(Request(options), stop);
        if (check.Problems.Any(p => p.IsError))
            return new LabStart(null, check.Problems);

        if (HardwareCheck.Of(check.Lab!, WireUseOf(options), options.Data) is { } mixed)
            return new LabStart(null, [.. check.Problems, mixed]);
        if (HardwareCheck.Faults(check.Lab!, WireUseOf(options), check.Faults) is { IsEmpty: false } unfit)
            return new LabStart(null, [.. check.Problems, .. unfit]);
        var known = DataFolderNode.Of(options.Data);
        var (node, unknown) = options.Purpose == LabPurpose.SafeState ? (check.Lab!.FindNode(known), "") : NodeChoice.Of(check.Lab!, options.Node ?? (known.Length > 0 ? known : null), check.Queues.FirstOrDefault()?.Instrument.Name);
        if (unknown.Length > 0)
            return new LabStart(null, [.. check.Problems, new Problem("", 0, 0, unknown, Field: "--node")]);
        var stores = await new StoresCheck(options.OnWait ?? (_ => { }), TimeProvider.System).RunAsync(check.NodeFile, ExperimentCheck.LabFolder(options.Lab), options.Data, stop);
        if (!stores.IsEmpty)
            return new LabStart(null, [.. check.Problems, .. stores]);
        if (check.Lab!.Nodes.Length > 1 && node is not null)
        {
            if (DataFolderNode.Claim(options.Data, node.Name) is { Length: > 0 } another)
                return new LabStart(null, [.. check.Problems, new Problem(options.Data, 0, 0, another, Field: "--data")]);
            check = check with { NodeFile = check.NodeFile.Of(node.Name) };
        }

        try
        {
            return await StartAsync(options, check, node?.Name ?? NodeOptions.DefaultName, stop);
        }
        catch (SerializationException unreadable)
        {
            return new LabStart(null, [.. check.Problems, Unreadable(options.Data, unreadable)]);
        }
    }

    private static async Task<LabStart> StartAsync(LabOptions options, CheckResult check, string name, CancellationToken stop)
    {
        var unfinished = await UnfinishedAsync(check, options, stop);
        ImmutableHashSet<string> others = options.Purpose switch
        {
            LabPurpose.SafeState => [.. check.Lab!.Instruments.Select(i => i.Name)],
            LabPurpose.Node => [],
            _ => [.. unfinished.Where(u => !IsSame(u, check)).Select(u => u.Instrument)],
        };
        LabNode node;
        FoundExperiment? found;
        try
        {
            found = unfinished.IsEmpty && options.Purpose == LabPurpose.Queues ? null : await RecoveryPlanner.PlanAsync(check.Lab!, check.NodeFile, options.Data, options.Outage, stop);
            if (found is not null)
                options.OnRecovery?.Invoke(found.Plan);
            node = await StartAsync(check, options, name, others, NodeReadback.Of(found), stop);
        }
        catch (SimulationRefusalException refused)
        {
            return new LabStart(null, [.. check.Problems, new Problem(Path.Combine(ExperimentCheck.LabFolder(options.Lab), "lab.yaml"), 0, 0, $"cannot be simulated: {refused.Message}", Field: "devices")]);
        }
        catch (SimulationInUseException used)
        {
            return new LabStart(null, [.. check.Problems, new Problem(options.Data, 0, 0, used.Message, Field: "--data")]);
        }

        return new LabStart(new NodeSession(node, options, check, others), [.. check.Problems, .. Missing(node, options)]) { Before = found?.Events ?? [] };
    }

    private static IEnumerable<Problem> Missing(LabNode node, LabOptions options) => node.MissingEvents == 0
        ? []
        :
        [
            new Problem(
                Path.Combine(options.Data, "journal.db"), 0, 0,
                $"{node.MissingEvents} events that had been written are missing at the end of the journal: it was truncated, or is an older copy; what was done in them is not known",
                ProblemSeverity.Warning),
        ];

    private static Task<LabNode> StartAsync(
        CheckResult check, LabOptions options, string name, ImmutableHashSet<string> others, NodeReadback found, CancellationToken stop) =>
        LabNode.StartAsync(
            new NodeOptions(check.Lab!, check.LabHash, check.Scripts!, options.Data, check.Python!)
            {
                Name = name,
                Listen = options.Listen ?? check.NodeFile.Security.Listen ?? new DnsEndPoint("127.0.0.1", options.Purpose == LabPurpose.Node ? OperatorProtocol.DefaultPort : 0),
                FolderTag = DataFolderTag.Of(options.Data),
                SafeScripts = check.SafeScripts,
                LabFolder = ExperimentCheck.LabFolder(options.Lab),
                Wires = WireUseOf(options),
                Faults = check.Faults,
                Pace = Pace(options.Time, WireUseOf(options), check.Lab!),
                Seed = (ulong)(options.Seed ?? 1),
                Security = check.NodeFile.Security,
                Journal = check.NodeFile.Journal,
                Results = check.NodeFile.Results,
                Export = check.NodeFile.Export,
                Overrides = check.NodeFile.Overrides + (options.Purpose == LabPurpose.SafeState ? NothingGoesOn : ""),
                Durations = DurationsFile.Of(check.NodeFile, options.Data),
                Traced = check.Traced,
                Decisions = options.Decisions,
                AsksBeforeContinuing = others,
                Found = found,
                Outage = options.Outage,
            },
            stop);

    public async Task<ImmutableArray<CheckExplanation>> ExplainAsync(LabOptions options, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var settings = ExperimentCheck.ReadExecution(NodeFile.Read(options.Lab, problems), options.Lab, problems).Checks;
        if (options.Queues.IsEmpty)
            return CheckExplainer.Explain(settings, null, CheckFacts.None);
        var check = await ExperimentCheck.RunAsync(Request(options), stop);
        var order = check.Queues.IsEmpty
            ? null
            : new CheckOrder(check.Lab!, check.Queues[0].Instrument, [.. check.Queues.Select(q => q.Queue)], TimeProvider.System.GetUtcNow());
        var known = CheckFacts.None with
        {
            Host = HostResources.Now(options.Data),
            SendsMail = check.NodeFile.Notifications.HasMail,
            ScriptRunner = check.Python is null ? "there is no Python" : "",
            SecondaryStore = check.NodeFile.Results is null ? new SecondaryStoreState("", "") : null,
        };
        return CheckExplainer.Explain(settings, order, known);
    }

    /// <summary>Nothing of a journal is ever passed over: what this version does not know or cannot read stops it before anything has started.</summary>
    private static Problem Unreadable(string data, SerializationException unreadable) => new(
        data, 0, 0, $"the journal cannot be recovered, and nothing was started: {unreadable.Message} Use the version that wrote it, a backup, or another data folder.", Field: "--data");

    /// <summary>What the data folder holds unfinished, of any instrument.</summary>
    private static async Task<ImmutableArray<(string Instrument, ExecutionProgress Execution)>> UnfinishedAsync(CheckResult check, LabOptions options, CancellationToken stop)
    {
        var file = Path.Combine(options.Data, "journal.db");
        if (options.Purpose != LabPurpose.Queues || (check.NodeFile.Journal is null && !File.Exists(file)))
            return [];
        var journal = check.NodeFile.Journal ?? SqliteJournalFile.Prepare(file);
        var unfinished = ImmutableArray.CreateBuilder<(string, ExecutionProgress)>();
        foreach (var instrument in check.Lab!.Instruments)
        {
            if (await UnfinishedExecution.OfAsync(journal, instrument.Name, stop) is { } execution)
                unfinished.Add((instrument.Name, execution));
        }

        return unfinished.ToImmutable();
    }

    /// <summary>One of the queues that are asked for is gone on with; of any other the operator is asked.</summary>
    private static bool IsSame((string Instrument, ExecutionProgress Execution) unfinished, CheckResult check) =>
        unfinished.Instrument == check.Queues[0].Instrument.Name
        && unfinished.Execution.Queues.Select(q => Path.GetFullPath(q.Queue.Path)).SequenceEqual(check.Queues.Select(q => Path.GetFullPath(q.Queue.Path)));

    private static CheckRequest Request(LabOptions options) => new(options.Queues, options.Lab, options.Scripts) { Ports = options.Ports, Faults = options.Faults };

    /// <summary>The real hardware, or a simulator that stands in its place, unless laboratory time is asked to be another than real.</summary>
    private static WireUse WireUseOf(LabOptions options) => options.Ports is not null || options.Time is null or { IsVirtual: false, Factor: 1 } ? WireUse.Ports : WireUse.Memory;

    private static ClockPace Pace(LabTime? time, WireUse wires, LabDefinition lab) => time switch
    {
        null when wires == WireUse.Ports && !lab.Devices.IsEmpty => ClockPace.Real,
        null or { IsVirtual: true } => ClockPace.Virtual,
        { Factor: 1 } => ClockPace.Real,
        _ => ClockPace.Times(time.Factor),
    };
}
