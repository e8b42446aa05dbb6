using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire;

/// <summary>Mass on the axial detector and the magnet's DAC: in a sector field the DAC goes as the root of the mass. A laboratory whose DAC is a mass already has it as it stands.</summary>
internal sealed class SectorField
{
    // A field table whose axial entry is the axial isotope's own mass within this, u, is in masses.
    private const double Near = 1;

    private readonly double _mass;
    private readonly double _dac;
    private readonly bool _dacIsMass;

    public SectorField(InstrumentDefinition instrument)
    {
        _mass = instrument.FindIsotope(instrument.AxialIsotope)!.Mass;
        _dac = instrument.Magnet.Table.FirstOrDefault(p => p.Isotope == instrument.AxialIsotope && p.Detector == instrument.AxialDetector)?.Dac ?? _mass;
        _dacIsMass = Math.Abs(_dac - _mass) < Near;
    }

    public double Dac(double mass) => _dacIsMass ? mass : _dac * Math.Sqrt(mass / _mass);

    public double Mass(double dac) => _dacIsMass ? dac : _mass * dac * dac / (_dac * _dac);
}
