using System.Collections.Immutable;

namespace LabActors.Actors.Results.Report;

/// <summary>What a report says of the queue as a whole.</summary>
/// <param name="Title">The page's heading: the queue's name.</param>
/// <param name="Facts">Name and value, in the order in which they are shown: file, instrument, state, cause, user, seed ...</param>
public sealed record QueueFacts(string Title, ImmutableArray<(string Name, string Value)> Facts);
