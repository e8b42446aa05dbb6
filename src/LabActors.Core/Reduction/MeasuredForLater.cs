using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>What a run that is over has measured for the runs after it, fA.</summary>
/// <param name="Isotopes">See <see cref="LiveAnalysis.AsBlank"/>.</param>
/// <param name="Baselines">See <see cref="LiveAnalysis.AsBaselines"/>.</param>
/// <param name="Simulated">Measured on simulated devices.</param>
public sealed record MeasuredForLater(ImmutableDictionary<string, Quantity> Isotopes, ImmutableDictionary<string, Quantity> Baselines, bool Simulated = false)
{
    /// <summary>A run that measured nothing.</summary>
    public static MeasuredForLater Nothing { get; } = new(ImmutableDictionary<string, Quantity>.Empty, ImmutableDictionary<string, Quantity>.Empty);
}
