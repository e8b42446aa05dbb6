using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>Events of one run, as they were read.</summary>
/// <param name="Events">In their order; none when there is no such run.</param>
/// <param name="Origin">Where they come from; the journal's orderings of the first and the last are 0 when there is none.</param>
public sealed record RunEventsRead(ImmutableArray<IJournalEvent> Events, RunOrigin Origin);
