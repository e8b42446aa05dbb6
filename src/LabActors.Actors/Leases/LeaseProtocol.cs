using System.Collections.Immutable;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Leases;

/// <summary>
/// Messages of the <c>LeaseActor</c>. Resources are named <c>line:SECTION</c>, <c>device:NAME</c>, <c>ms:INSTRUMENT</c>;
/// the named resources of scripts live beside them.
/// </summary>
public static class LeaseProtocol
{
    /// <summary>Asks for all the resources at once; answered by <see cref="Granted"/> now or later, in order of asking.</summary>
    public sealed record Acquire(LeaseHolder Holder, ImmutableArray<string> Resources, string Why);

    /// <summary>The resources are the holder's.</summary>
    /// <param name="Previous">Of each resource that somebody held before: who, and when it was given back.</param>
    public sealed record Granted(LeaseHolder Holder, ImmutableArray<string> Resources, long Token, ImmutableDictionary<string, PreviousHolding> Previous);

    /// <summary>Who held a resource before and when it was given back.</summary>
    public sealed record PreviousHolding(LeaseHolder Holder, DateTimeOffset ReleasedAt);

    /// <summary>The request waits; said once, so that people see for whom.</summary>
    public sealed record Waiting(LeaseHolder Holder, ImmutableArray<string> Resources, LeaseHolder HeldBy);

    /// <summary>
    /// The request was not taken: the holder holds what somebody wants for whom it would have to wait, so both would wait
    /// for ever. It must give back what it holds before it asks for more.
    /// </summary>
    public sealed record AcquireRefused(LeaseHolder Holder, ImmutableArray<string> Resources, string Reason);

    /// <summary>Gives resources back; what is not held is ignored, so it may be said twice. Empty means all that the holder has, and its waiting requests.</summary>
    public sealed record Release(LeaseHolder Holder, ImmutableArray<string> Resources, string Why);

    /// <summary>Answers <see cref="Release"/>.</summary>
    public sealed record Released(LeaseHolder Holder, ImmutableArray<string> Resources);

    /// <summary>
    /// From a run that goes on after its node was away: is that still its own? Answered by <see cref="Confirmed"/> when it is, as the laboratory's nodes say where they share it, or by <see cref="Lost"/>.
    /// </summary>
    public sealed record Confirm(LeaseHolder Holder, ImmutableArray<string> Resources);

    /// <summary>Answers <see cref="Confirm"/>.</summary>
    public sealed record Confirmed(LeaseHolder Holder);

    /// <summary>Leases of the holder expired while its node was away; said to whoever asked for them, or asked whether they stand.</summary>
    /// <param name="Why">In words.</param>
    public sealed record Lost(LeaseHolder Holder, ImmutableArray<string> Resources, string Why);

    /// <summary>Asks who holds what.</summary>
    public sealed record GetHoldings
    {
        /// <summary>The only one.</summary>
        public static readonly GetHoldings Instance = new();
    }

    /// <summary>Answers <see cref="GetHoldings"/>; what is journaled from then on is published as ever.</summary>
    public sealed record HoldingsAre(LeaseState State);

    /// <summary>Which things that nodes share are held by whom of this node; answered by <see cref="SharedHeld"/>.</summary>
    public sealed record GetSharedHeld
    {
        /// <summary>The only one.</summary>
        public static readonly GetSharedHeld Instance = new();
    }

    /// <summary>Answers <see cref="GetSharedHeld"/>: things in order, and who holds each.</summary>
    public sealed record SharedHeld(ImmutableArray<(string Resource, LeaseHolder Holder)> Things);

    /// <summary>Script command <c>acquire(name)</c>: waits in order until the named resource is clear (0), then sets it to 1. <paramref name="Clear"/>: do not wait.</summary>
    public sealed record AcquireResource(string Id, LeaseHolder By, string Name, bool Clear);

    /// <summary>Sets a named resource: <c>release(name)</c> is value 0, <c>set_resource(name, value)</c> any.</summary>
    public sealed record SetResource(string Id, LeaseHolder By, string Name, double Value, string Why);

    /// <summary>Reads a named resource (0 when never set).</summary>
    public sealed record GetResource(string Id, string Name);

    /// <summary>Waits until a named resource has the value.</summary>
    public sealed record WaitForResource(string Id, LeaseHolder By, string Name, double Criterion);

    /// <summary>Answers the four above.</summary>
    public sealed record ResourceIs(string Id, string Name, double Value);

    /// <summary>Takes back a pending <see cref="AcquireResource"/> or <see cref="WaitForResource"/>.</summary>
    public sealed record WithdrawResource(string Id);

    /// <summary>Clears every named resource that the holder acquired and did not release.</summary>
    public sealed record ClearResources(LeaseHolder By, string Why);
}
