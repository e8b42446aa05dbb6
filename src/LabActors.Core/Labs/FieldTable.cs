using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>What a file of magnet field values (Pychron's <c>mftable.csv</c>) says.</summary>
/// <param name="MassFunction">How to go between its points; null when the file does not say.</param>
/// <param name="Detectors">In the order of its columns.</param>
/// <param name="Points">DAC by isotope and detector, in the file's order.</param>
/// <param name="Problems">What is wrong with it, by line.</param>
public sealed record FieldTable(MassFunction? MassFunction, ImmutableArray<string> Detectors, ImmutableArray<FieldPoint> Points, ImmutableArray<Problem> Problems);
