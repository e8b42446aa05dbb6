using System.Collections.Immutable;

namespace LabActors.Actors.Lines;

/// <summary>Messages of the <c>SampleChangeActor</c>.</summary>
public static class SampleChangeProtocol
{
    /// <summary>Takes a step of changing samples (isolate, evacuate, finish); answered by <see cref="Ended"/> when it is over.</summary>
    public sealed record Change(string CommandId, string Step, string By, string Why);

    /// <summary>Answers <see cref="Change"/>.</summary>
    /// <param name="Done">All of it was done.</param>
    /// <param name="Lines">What was done, and what was not and why.</param>
    public sealed record Ended(string CommandId, bool Done, ImmutableArray<string> Lines);
}
