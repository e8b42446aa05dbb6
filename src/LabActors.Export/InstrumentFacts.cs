using System.Collections.Immutable;

namespace LabActors.Export;

/// <summary>How a spectrometer was set when the run was measured.</summary>
public sealed record InstrumentFacts
{
    private static readonly ImmutableSortedDictionary<string, double> None = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Deflection of a detector, V; a detector that has none is not here.</summary>
    public ImmutableSortedDictionary<string, double> Deflections { get; init; } = None;

    /// <summary>Gain of a detector's amplifier; a detector that has none is not here.</summary>
    public ImmutableSortedDictionary<string, double> Gains { get; init; } = None;

    /// <summary>Parameters of the ion source and its optics, by their names.</summary>
    public ImmutableSortedDictionary<string, double> Source { get; init; } = None;

    /// <summary>Other settings: group, name, value.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);

    /// <summary>Emission, µA.</summary>
    public double? Emission { get; init; }

    /// <summary>Trap current, µA.</summary>
    public double? Trap { get; init; }
}
