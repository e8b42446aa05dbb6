using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Actors.Results;

/// <summary>Events of one run, as they were read.</summary>
/// <param name="Events">In their order; none when there is no such run.</param>
/// <param name="Ordering">The journal's ordering of the last; 0 when there is none.</param>
public sealed record RunEventsRead(ImmutableArray<IJournalEvent> Events, long Ordering);
