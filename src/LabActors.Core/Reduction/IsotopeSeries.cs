using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>What one detector read while it collected one isotope; a baseline belongs to the detector and has an empty isotope.</summary>
public sealed record IsotopeSeries(string Isotope, string Detector, ImmutableArray<SeriesPoint> Points);
