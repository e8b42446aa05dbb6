namespace LabActors.Simulator.Wire;

/// <summary>A valve as a box knows it.</summary>
/// <param name="Name">In the laboratory.</param>
/// <param name="Address">At the box: what drives it, or the first of two coils, which opens it.</param>
public sealed record WireValve(string Name, string Address)
{
    /// <summary>Of a valve with two coils the second, which closes it; empty for one coil.</summary>
    public string ClosingAddress { get; init; } = "";

    /// <summary>The box drives it; else it only sees where it is.</summary>
    public bool Driven { get; init; } = true;

    /// <summary>Its coils work the other way round: one coil with power closes it, and without power it opens.</summary>
    public bool ClosesWithPower { get; init; }

    /// <summary>What the box sees is the wrong way round.</summary>
    public bool Inverted { get; init; }
}
