using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Leases;

/// <summary>A <see cref="LeaseState"/> as it is kept.</summary>
public sealed record LeaseSnapshot(
    string Build,
    ImmutableDictionary<string, LeaseHolding> Holdings,
    ImmutableDictionary<string, LeaseReturn> Returns,
    ImmutableArray<LeaseRequest> Waiting,
    long LastToken,
    ImmutableDictionary<string, NamedResource> Named,
    ImmutableDictionary<string, string> LastSet) : IJournalSnapshot;
