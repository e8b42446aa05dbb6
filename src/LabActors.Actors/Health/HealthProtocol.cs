using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Health;

/// <summary>Messages of the <c>HealthActor</c>.</summary>
public static class HealthProtocol
{
    /// <summary>Raises an error, which is told. Answered by <see cref="FlagsAre"/>.</summary>
    /// <param name="Source">Whose error it is; the same source again replaces its text.</param>
    /// <param name="Holds">Nothing is started, and the next run is not, until it is cleared.</param>
    public sealed record RaiseError(string Source, string Text, string By, bool Holds = true);

    /// <summary>The error is over; a source without one changes nothing. Answered by <see cref="FlagsAre"/>.</summary>
    /// <param name="Why">What is so now, in words; empty where there is nothing to say.</param>
    public sealed record ClearError(string Source, string By, string Why = "");

    /// <summary>Asks for the errors that are up.</summary>
    public sealed record GetFlags;

    /// <summary>Answers each of the above.</summary>
    public sealed record FlagsAre(ImmutableArray<ErrorFlag> Flags);
}
