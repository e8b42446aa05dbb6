using System.Collections.Immutable;
using LabActors.Actors.Time;
using LabActors.Core.Durations;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Durations;

namespace LabActors.Console.Session;

/// <summary>The laboratory of the commands: a node in this process.</summary>
internal sealed class NodeLaboratory : ILaboratory
{
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

        var node = await LabNode.StartAsync(
            new NodeOptions(check.Lab!, check.LabHash, check.Scripts!, options.Data, check.Python!)
            {
                HandlesSignals = true,
                SafeScripts = check.SafeScripts,
                LabFolder = ExperimentCheck.LabFolder(options.Lab),
                Pace = Pace(options.Time),
                Seed = (ulong)(options.Seed ?? 1),
                Journal = check.NodeFile.Journal,
                Results = check.NodeFile.Results,
                Export = check.NodeFile.Export,
                Overrides = check.NodeFile.Overrides,
                Durations = DurationsFile.Of(check.NodeFile, options.Data),
                Traced = check.Traced,
            },
            stop);
        var session = new NodeSession(node, options, check);
        var problems = await session.UnfinishedAsync();
        if (problems.IsEmpty)
            return new LabStart(session, check.Problems);
        await session.DisposeAsync();
        return new LabStart(null, problems);
    }

    private static CheckRequest Request(LabOptions options) => new(options.Queues, options.Lab, options.Scripts);

    private static ClockPace Pace(LabTime? time) => time switch
    {
        null or { IsVirtual: true } => ClockPace.Virtual,
        { Factor: 1 } => ClockPace.Real,
        _ => ClockPace.Times(time.Factor),
    };
}
