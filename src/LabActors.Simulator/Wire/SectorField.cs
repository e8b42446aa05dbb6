using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire;

/// <summary>Mass on the axial detector and the magnet's DAC, which in a sector field goes as the root of the mass.</summary>
internal sealed class SectorField
{
    private readonly double _mass;
    private readonly double _dac;

    public SectorField(InstrumentDefinition instrument)
    {
        _mass = instrument.FindIsotope(instrument.AxialIsotope)!.Mass;
        _dac = instrument.Magnet.Table.FirstOrDefault(p => p.Isotope == instrument.AxialIsotope && p.Detector == instrument.AxialDetector)?.Dac ?? _mass;
    }

    public double Dac(double mass) => _dac * Math.Sqrt(mass / _mass);

    public double Mass(double dac) => _mass * dac * dac / (_dac * _dac);
}
