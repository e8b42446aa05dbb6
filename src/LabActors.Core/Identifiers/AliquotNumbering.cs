using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Identifiers;

/// <summary>Aliquots that a queue fixes, renumbered after its rows were moved or copied.</summary>
public static class AliquotNumbering
{
    /// <summary>
    /// Numbers the step heatings of each identifier in queue order: runs that follow each other (other identifiers may
    /// stand between) with one aliquot are one heating; the first gets the smallest aliquot of the identifier, each next
    /// one more. Special runs and fusions keep theirs.
    /// </summary>
    public static ImmutableArray<RunSpec> Renumber(ImmutableArray<RunSpec> runs)
    {
        var numbered = runs.ToBuilder();
        var heatings = Enumerable.Range(0, runs.Length)
            .Where(index => runs[index].IsStepHeat)
            .GroupBy(index => runs[index].Labnumber);
        foreach (var ofIdentifier in heatings)
        {
            var aliquot = ofIdentifier.Min(index => runs[index].UserDefinedAliquot);
            int? previous = null;
            foreach (var index in ofIdentifier)
            {
                var written = runs[index].UserDefinedAliquot;
                if (previous is not null && previous != written)
                    aliquot++;
                previous = written;
                numbered[index] = runs[index] with { UserDefinedAliquot = aliquot };
            }
        }

        return numbered.ToImmutable();
    }
}
