using LabActors.Core.Problems;

namespace LabActors.Console.Session;

/// <summary>Stands where the node's adapter comes: refuses everything, and says why.</summary>
internal sealed class PendingLaboratory : ILaboratory
{
    private static readonly Problem NoNode = new("", 0, 0, "this build has no node yet: queues are neither checked nor run");

    public Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop) => Task.FromResult(new CheckOutcome([NoNode], []));

    public Task<LabStart> StartAsync(LabOptions options, CancellationToken stop) => Task.FromResult(new LabStart(null, [NoNode]));
}
