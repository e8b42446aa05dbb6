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
    ImmutableArray<SimulatedDetector> Detectors);
