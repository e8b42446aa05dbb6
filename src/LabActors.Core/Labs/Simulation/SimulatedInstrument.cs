using System.Collections.Immutable;

namespace LabActors.Core.Labs.Simulation;

/// <summary>What a mass spectrometer really does.</summary>
/// <param name="SensitivityFaPerMol">Beam of 40Ar per amount in the source, fA/mol.</param>
/// <param name="MassBias">Sensitivity goes as (m40/m) to this power.</param>
/// <param name="ConsumptionPerSecond">Fraction of the gas in the source that is used up per second.</param>
/// <param name="Memory">Gas out of the source's walls, mol/s.</param>
/// <param name="ReferenceIsotope">With <paramref name="ReferenceDetector"/> and <paramref name="ReferenceDac"/>: where one peak is.</param>
/// <param name="NominalHighVoltage">At which the reference holds, V.</param>
/// <param name="NominalTrapCurrent">At which the sensitivity holds, uA.</param>
/// <param name="PeakHalfWidthDac">Half of the flat top, DAC.</param>
/// <param name="PeakEdgeDac">Width of a flank, DAC.</param>
/// <param name="DeflectionDacPerUnit">Shift of a peak by its detector's deflection, DAC.</param>
public sealed record SimulatedInstrument(
    string Instrument,
    double SensitivityFaPerMol,
    double MassBias,
    double ConsumptionPerSecond,
    GasAmounts Memory,
    string ReferenceIsotope,
    string ReferenceDetector,
    double ReferenceDac,
    double NominalHighVoltage,
    double NominalTrapCurrent,
    double PeakHalfWidthDac,
    double PeakEdgeDac,
    double DeflectionDacPerUnit,
    ImmutableArray<SimulatedDetector> Detectors)
{
    /// <summary>Gas is used up as (m40/m) to this power.</summary>
    public double ConsumptionMassPower { get; init; }

    /// <summary>Null where what is used up is gone.</summary>
    public SourceWalls? Walls { get; init; }

    /// <summary>How the flanks of peaks run.</summary>
    public PeakShape Shape { get; init; }

    /// <summary>
    /// Part of a beam that falls one u away from it, scattered by residual gas; it falls with the square of the distance and is half of that above the
    /// beam's mass, where ions that have lost energy do not come.
    /// </summary>
    public double AbundanceSensitivity { get; init; }

    /// <summary>Beams that are not argon.</summary>
    public ImmutableArray<Interference> Interferences { get; init; } = [];

    /// <summary>Source parameters that weaken the beams when they are out of tune.</summary>
    public ImmutableArray<SourceFocus> Focus { get; init; } = [];

    /// <summary>Null where the field is what the magnet is set to.</summary>
    public SimulatedField? Field { get; init; }

    /// <summary>Null where nothing creeps.</summary>
    public InstrumentDrift? Drift { get; init; }

    /// <summary>The name under which the gas in the source's walls is kept.</summary>
    public string WallsName => $"walls of {Instrument}";
}
