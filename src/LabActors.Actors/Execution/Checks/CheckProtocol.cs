using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>What a <c>CheckActor</c> tells its parent.</summary>
public static class CheckProtocol
{
    /// <summary>One check passed.</summary>
    /// <param name="IsWarning">It is to be told, though it stops nothing.</param>
    public sealed record Passed(string Check, string Found, bool IsWarning = false);

    /// <summary>All passed; the last message.</summary>
    /// <param name="Order">As it was ordered, with what checks have amended.</param>
    /// <param name="Effects">What is to be done before anything is run, in order.</param>
    public sealed record AllPassed(CheckOrder Order, ImmutableArray<string> Checks, ImmutableArray<CheckEffect> Effects);

    /// <summary>One failed; the last message.</summary>
    /// <param name="Passed">Checks that passed before it.</param>
    /// <param name="Canceled">True when a person's word stopped it.</param>
    public sealed record Failed(string Check, string Reason, bool Canceled, ImmutableArray<string> Passed);
}
