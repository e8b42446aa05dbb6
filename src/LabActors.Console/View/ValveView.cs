namespace LabActors.Console.View;

/// <summary>A valve as far as the journal tells.</summary>
/// <param name="State"><c>open, closed, moving, unknown</c> or <c>fault</c>.</param>
/// <param name="MovedAt">When it last moved; null when it has not moved since the console looks.</param>
/// <param name="Simulated">It was read from a simulated valve box.</param>
public sealed record ValveView(string Name, string State, DateTimeOffset? MovedAt, bool Locked, bool Simulated = false)
{
    /// <summary>Nobody may open it.</summary>
    public bool Disabled { get; init; }
}
