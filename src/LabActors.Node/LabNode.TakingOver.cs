using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Lab;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Node;

/// <content>What becomes of what lost nodes hold.</content>
public sealed partial class LabNode
{
    private const string TakeOverKey = "labactors.cluster.take-over-after";
    private IActorRef _lostHoldings = ActorRefs.Nobody;

    /// <inheritdoc/>
    public async Task<CommandAnswer> TakeOverAsync(string node, string things, string by, string why)
    {
        if (_cluster?.View.Node(node) is not { } other)
            return NoNode(node);
        var held = (await _lostHoldings.Ask<LostHoldingsProtocol.LostAre>(LostHoldingsProtocol.GetLost.Instance, AskLimit)).Holdings.Where(h => h.Node == node).ToImmutableArray();
        if (held.IsEmpty)
        {
            return CommandAnswer.No(other.State == ClusterNodeState.Lost
                ? $"{node} is lost, and holds nothing that is shared, as far as most voters have said"
                : $"{node} is not lost: what it holds is its own to give back");
        }

        var names = things.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool Names(LostHolding holding, string name) => holding.Resource == name || holding.Resource.EndsWith($":{name}", StringComparison.Ordinal);
        if (held.Any(h => Names(h, things)))
            names = [things];
        if (names.FirstOrDefault(name => !held.Any(h => Names(h, name))) is { } unknown)
            return CommandAnswer.No($"{node} does not hold '{unknown}'; it holds {string.Join(", ", held.Select(h => h.Resource))}");
        ImmutableArray<LostHolding> taken = [.. held.Where(h => names.Length == 0 || names.Any(name => Names(h, name)))];
        var own = taken.Where(h => _hardware.OwnerOfResource(h.Resource) == node).Select(h => h.Resource).ToArray();
        if (await RaiseFencesAsync([.. taken.Where(h => !own.Contains(h.Resource))], $"{by} takes over what {node} holds") is { Length: > 0 } refusal)
            return CommandAnswer.No(refusal);
        var expire = new ExpireShared($"{_options.Name} {by} takes over {node} {Guid.NewGuid():N}", node, [.. taken.Select(h => h.Resource)], by, why.Length > 0 ? why : "taken over by command");
        try
        {
            if (await _sharedLeases!.Way.Ask<object>(expire, AskLimit) is SharedRefused refused)
                return CommandAnswer.No($"refused: {refused.Reason}");
        }
        catch (AskTimeoutException)
        {
            _sharedLeases!.Way.Tell(new SharedLeasesActor.Withdrawn(expire.Id), ActorRefs.NoSender);
            throw;
        }

        return CommandAnswer.Yes(
        [
            $"what {node} held has expired: {string.Join(", ", expire.Resources)}",
            .. own.Length > 0 ? [$"{string.Join(", ", own)}: {node} operates that itself, so that nothing keeps it from acting on it should it still run"] : (string[])[],
        ]);
    }

    /// <summary>By itself after a limit, and what this node does when it is put out.</summary>
    private void StartLostHoldings()
    {
        if (_sharedLeases is not { } shared)
            return;
        var order = new LostHoldingsActor.Order(_hardware, shared.Things, TakeOverAfter(), () => _parts.Leases, shared.Way, TimeProvider.System)
        {
            Safe = SafePart,
            Fence = RaiseFencesAsync,
            MayBeHeldByOthers = resource => _shared.Index == 0 || (_shared.Holdings.GetValueOrDefault(resource) is { } held && !SharedHolder.IsOf(held.Holder, _options.Name)),
        };
        _lostHoldings = System.ActorOf(BackedOff.OnStop(LostHoldingsActor.Props(order), "holdings"), "lost-holdings");
    }

    private TimeSpan? TakeOverAfter() => System.Settings.Config.GetString(TakeOverKey) == "off" ? null : System.Settings.Config.GetTimeSpan(TakeOverKey);

    private SafeLabActor.Order SafePart(string id, ImmutableArray<string> resources, string why)
    {
        LetTimePass();
        var devices = _hardware.Own.ExtractionDevices.Where(d => resources.Contains(NodeHardware.ResourceOf(d)) || resources.Contains($"line:{d.Section}")).Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        return new SafeLabActor.Order(
            id,
            _parts.ExtractionDevices.Where(d => devices.Contains(d.Key)).ToImmutableDictionary(),
            _parts.Line,
            [],
            ImmutableDictionary<string, IActorRef>.Empty,
            [.. _hardware.Own.Valves.Where(v => resources.Contains(NodeHardware.ResourceOf(v))).Select(v => v.Name)],
            [],
            why,
            ActorRefs.Nobody);
    }

    /// <summary>Whoever owns the hardware lets nothing through any more under the leases of these things.</summary>
    /// <returns>Why that is not sure; empty when it is journaled.</returns>
    private async Task<string> RaiseFencesAsync(IReadOnlyCollection<LostHolding> holdings, string why)
    {
        foreach (var holding in holdings)
        {
            var owner = _hardware.OwnerOfResource(holding.Resource);
            var fence = new RaiseFence($"{_options.Name} raises {Guid.NewGuid():N}", holding.Resource, holding.Token + 1, why);
            if (_cluster is null || await OrSilentAsync(_cluster.AskAsync<FenceIsRaised>(owner, Door, fence)) is null)
                return $"{owner}, which operates {holding.Resource}, does not answer: nothing has expired, since it might still do what {holding.Node} asked it for";
        }

        return "";
    }
}
