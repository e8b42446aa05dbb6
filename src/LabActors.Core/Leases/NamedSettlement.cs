using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Leases;

/// <summary>Which pending asks are over.</summary>
/// <param name="Events">Acquisitions, to be journaled before the answers are sent.</param>
/// <param name="Answered">Asks that have what they waited for, with the value that the resource had or has.</param>
/// <param name="Pending">Those that wait on, in order.</param>
public sealed record NamedSettlement(
    ImmutableArray<IJournalEvent> Events,
    ImmutableArray<(NamedAsk Ask, double Value)> Answered,
    ImmutableList<NamedAsk> Pending);
