using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Core.Cluster;

/// <summary>
/// What keeps a node that was cut off from acting on a lease that has moved on: whoever owns the hardware lets a command through only under a token that is not older than the newest it knows of.
/// The fold of <see cref="FenceRaised"/>.
/// </summary>
/// <param name="Least">The least token that is let through, by resource.</param>
public sealed record DeviceFence(ImmutableDictionary<string, long> Least)
{
    /// <summary>No token was ever seen.</summary>
    public static DeviceFence Open { get; } = new(ImmutableDictionary<string, long>.Empty);

    /// <summary>
    /// Judges a command. One under a newer token than any before raises the fence, which is journaled before the command is carried out.
    /// </summary>
    /// <param name="resource">What the command is for: <c>line:SECTION</c>, <c>device:NAME</c>.</param>
    /// <param name="token">The lease's, which the command was given under.</param>
    /// <param name="makesSafe">It closes or switches off: always let through.</param>
    /// <param name="refusal">Why it is not carried out; empty when it is.</param>
    public ImmutableArray<IJournalEvent> Judge(string resource, long token, bool makesSafe, string by, DateTimeOffset at, out string refusal)
    {
        var least = Least.GetValueOrDefault(resource);
        refusal = makesSafe || (token >= least && token > 0) ? ""
            : token <= 0 ? $"{by} commands {resource} without a lease"
            : FormattableString.Invariant($"the lease of {resource} has moved on: {by} commands under token {token}, and {least} is the least that is let through");
        return refusal.Length > 0 || token <= least ? [] : [new FenceRaised(at, resource, token, $"{by} commands under it")];
    }

    /// <summary>Lets nothing through that is older than a token: what moves a lease on says so first. Nothing when the fence is there already.</summary>
    public ImmutableArray<IJournalEvent> Raise(string resource, long token, string why, DateTimeOffset at) =>
        token <= Least.GetValueOrDefault(resource) ? [] : [new FenceRaised(at, resource, token, why)];

    /// <summary>The fence after an event; events of others leave it as it is.</summary>
    public DeviceFence Apply(IJournalEvent fact) =>
        fact is FenceRaised raised ? new DeviceFence(Least.SetItem(raised.Resource, Math.Max(raised.Token, Least.GetValueOrDefault(raised.Resource)))) : this;
}
