using System.Collections.Immutable;

namespace LabActors.Console.Session;

/// <summary>How one run ended and what was measured.</summary>
/// <param name="State">A run state of the design: <c>success, truncated, failed, canceled, aborted ...</c>.</param>
/// <param name="DurationSeconds">Laboratory time from its start to its end, s.</param>
/// <param name="Simulated">Data of it came from a simulated device.</param>
public sealed record RunOutcome(
    string RunId,
    string Uuid,
    string AnalysisType,
    string State,
    string Cause,
    double DurationSeconds,
    ImmutableArray<IsotopeOutcome> Isotopes,
    bool Simulated = false)
{
    /// <summary>Null for runs that are not dated, or whose irradiation is not known.</summary>
    public AgeOutcome? Age { get; init; }
}
