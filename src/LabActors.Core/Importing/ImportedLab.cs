using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing;

/// <summary>A laboratory made of a set-up folder.</summary>
/// <param name="Lab">What it is.</param>
/// <param name="Text">Its <c>lab.yaml</c>.</param>
/// <param name="Files">Files beside it by their paths: the field table, tray maps, scripts.</param>
/// <param name="Findings">What became of everything.</param>
public sealed record ImportedLab(LabDefinition Lab, string Text, ImmutableSortedDictionary<string, string> Files, ImmutableArray<ImportFinding> Findings)
{
    /// <summary>Whether anything was left out.</summary>
    public bool LeftOut => Findings.Any(f => f.Outcome == ImportOutcome.LeftOut);
}
