using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Leases;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Core.Cluster;

namespace LabActors.Node;

/// <content>Nodes that are told to leave while the others go on.</content>
public sealed partial class LabNode
{
    // Real time, for the authority over shared things to know of what was given back.
    private static readonly TimeSpan HandOverLimit = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile NodeDrain? _drain;
    private volatile bool _serves;

    /// <summary>Completes when this node was told to leave and has drained: whoever started it is to stop it.</summary>
    public Task Drained => _drained.Task;

    /// <inheritdoc/>
    public async Task<CommandAnswer> DrainNodeAsync(string node, bool? pauses, string by, string why)
    {
        if (node == _options.Name)
            return await BeginDrainAsync(pauses, by, why);
        if (_cluster?.View.Node(node) is not { } other)
            return NoNode(node);
        return other.State switch
        {
            ClusterNodeState.Lost => CommandAnswer.No($"{node} does not answer: it cannot be drained"),
            ClusterNodeState.Away => CommandAnswer.No($"{node} is not there: there is nothing to drain"),
            ClusterNodeState.Leaving => CommandAnswer.No($"{node} is leaving already"),
            _ => await _cluster.DrainAsync(new ClusterProtocol.DrainNode(node, pauses, $"{by} at {_options.Name}", why)),
        };
    }

    private async Task<CommandAnswer> BeginDrainAsync(bool? pauses, string by, string why)
    {
        if (!_serves)
            return CommandAnswer.No($"{_options.Name} runs for the queues that it was started with, and ends with them: it is stopped where it was started");
        var drain = new NodeDrain(TimeProvider.System.GetUtcNow(), by, pauses ?? StopLimits.Policy == StopPolicy.Hold, why);
        if (Interlocked.CompareExchange(ref _drain, drain, null) is { } earlier)
            return CommandAnswer.No($"{_options.Name} drains already: told by {earlier.Cause}");
        if (!_notes.IsNobody())
            await _notes.Ask<ClusterNotesProtocol.Noted>(new ClusterNotesProtocol.NodeDrains(_options.Name, drain), AskLimit);
        _cluster?.TellOthers();
        var does = await LabStatus.LinesAsync(this);
        _ = Task.Run(() => LeaveAsync(drain));
        return CommandAnswer.Yes([$"{_options.Name} drains: it launches nothing more, and leaves when what is in flight has ended", .. does]);
    }

    private async Task LeaveAsync(NodeDrain drain)
    {
        try
        {
            await DrainAsync(drain.Pauses, drain.By).WaitAsync(StopLimits.Runs);
        }
        catch (TimeoutException)
        {
            Tell($"what is in flight has not ended within {StopLimits.Runs}; the node leaves all the same, and the laboratory is made safe");
        }
        catch (Exception fault)
        {
            _log.Error(fault, "The node was told to leave, and cannot wait for what is in flight");
            Tell($"what is in flight cannot be waited for: {fault.Message}; the node leaves all the same, and the laboratory is made safe");
        }

        drain = drain with { IsOver = true, Held = await HandOverAsync() };
        _drain = drain;
        _cluster?.TellOthers();
        Tell($"{_options.Name} has drained and leaves: told by {drain.Cause}{(drain.Held.IsEmpty ? "" : $"; it keeps {string.Join(", ", drain.Held)}")}");
        _drained.TrySetResult();
    }

    /// <summary>The authority knows of all that was given back. What runs still hold is kept for them, in words.</summary>
    private async Task<ImmutableArray<string>> HandOverAsync()
    {
        if (_sharedLeases is not { } shared)
            return [];
        if (await OrSilentAsync(shared.Way.Ask<SharedLeasesActor.Returned>(SharedLeasesActor.WhenReturned.Instance, HandOverLimit)) is null)
            Tell("the authority over shared things does not know yet that this node has given back what it had: it is told at the next start");
        var held = await OrSilentAsync(_parts.Leases.Ask<LeaseProtocol.SharedHeld>(LeaseProtocol.GetSharedHeld.Instance, AskLimit));
        return held is null ? [] : [.. held.Things.Select(thing => $"{thing.Resource} ({thing.Holder.Description})")];
    }
}
