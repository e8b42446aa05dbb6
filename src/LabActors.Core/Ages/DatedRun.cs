using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Ages;

/// <summary>A run that has an age, as a part of what is known of its sample.</summary>
/// <param name="Step">0 is A; -1 when the run is no step.</param>
/// <param name="Blank">Uuid of the blank that corrected it; empty when none did.</param>
/// <param name="Age">Without the error of J, Ma.</param>
public sealed record DatedRun(string RunUuid, string RunId, string Identifier, string Sample, int Aliquot, int Step, string Blank, Quantity Age, ArgonAnalysis Argon)
{
    /// <summary>The run; null, and why, when it has no age, or did not go to its end.</summary>
    public static DatedRun? Of(RunRecord run, out string why)
    {
        var reduced = run.Reduce();
        why = "";
        if (run.State != RunState.Success.Text() && run.State != RunState.Truncated.Text())
            why = $"it is {run.State}";
        else if (run.Analysis.Argon is { } argon && reduced.Argon?.Age is { } age)
            return new(run.RunUuid, run.RunId, run.Spec.Labnumber, reduced.Irradiation?.Sample ?? "", run.Aliquot, run.Step, reduced.Blank?.RunUuid ?? "", age, argon);
        else
            why = reduced.Notes.FirstOrDefault(note => note.Contains("no age", StringComparison.Ordinal)) ?? "it has no isotopes";
        return null;
    }

    /// <summary>
    /// A number of this run beside those of others: what is the run's own gets a name of its own; what runs have in common (blank, factors of detectors,
    /// production, trapped argon, J, decay) keeps its name, so that it counts once.
    /// </summary>
    public Uncertain Own(Uncertain value) => value.Renamed(name =>
        LiveIsotope.IsOfDetector(name) || ArgonAnalysis.IsOfSample(name) ? name
        : LiveIsotope.IsOfBlank(name) ? $"{Blank} {name}"
        : $"{RunUuid} {name}");
}
