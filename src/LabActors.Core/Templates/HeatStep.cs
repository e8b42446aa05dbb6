using LabActors.Core.Identifiers;

namespace LabActors.Core.Templates;

/// <summary>One step of an incremental heating.</summary>
/// <param name="Number">0 for the first; empty lines of the file do not count.</param>
/// <param name="Value">Extraction value in <paramref name="Units"/>.</param>
/// <param name="Units"><c>watts</c>, <c>temp</c> or <c>percent</c>.</param>
/// <param name="Duration">Heating time in s; 0 takes the common one.</param>
/// <param name="Cleanup">Cleanup time in s; 0 takes the common one.</param>
/// <param name="BeamDiameter">mm; null keeps the run's.</param>
public sealed record HeatStep(int Number, double Value, string Units, double Duration, double Cleanup, double? BeamDiameter)
{
    /// <summary>The step's letters.</summary>
    public string Letters => StepLetters.Of(Number);

    /// <summary>False for the rows of zeros that old files are padded with: they make no runs.</summary>
    public bool IsValid => Value != 0 || Duration != 0 || Cleanup != 0;

    /// <summary>True when the step may be applied to a run that exists: it needs a value, and a time of its own.</summary>
    public bool AppliesToSelection => Value != 0 && (Duration != 0 || Cleanup != 0);
}
