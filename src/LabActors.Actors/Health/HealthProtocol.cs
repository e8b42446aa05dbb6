using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Health;

/// <summary>Messages of the <c>HealthActor</c>.</summary>
public static class HealthProtocol
{
    /// <summary>Raises an error: nothing is started, and the next run is not, until it is cleared. Answered by <see cref="FlagsAre"/>.</summary>
    /// <param name="Source">Whose error it is; the same source again replaces its text.</param>
    public sealed record RaiseError(string Source, string Text, string By);

    /// <summary>The error is over; a source without one changes nothing. Answered by <see cref="FlagsAre"/>.</summary>
    public sealed record ClearError(string Source, string By);

    /// <summary>Asks for the errors that are up.</summary>
    public sealed record GetFlags;

    /// <summary>Answers each of the above.</summary>
    public sealed record FlagsAre(ImmutableArray<ErrorFlag> Flags);
}
