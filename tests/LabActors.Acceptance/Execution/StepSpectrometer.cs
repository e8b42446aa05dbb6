using LabActors.Devices.Ports;

namespace LabActors.Acceptance.Execution;

/// <summary>A spectrometer one of whose detectors reads next to nothing for some readings, and then this much.</summary>
internal sealed class StepSpectrometer(ISpectrometerPort inner, string detector, int low, double high) : ISpectrometerPort
{
    private int _read;

    public static Func<LabPorts, LabPorts> On(string detector, int low, double high) => ports => ports with
    {
        Spectrometers = ports.Spectrometers.SetItem("Argus", () => new StepSpectrometer(ports.Spectrometers["Argus"](), detector, low, high)),
    };

    public async ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation)
    {
        var reading = await inner.ReadIntensities(cancellation);
        var value = ++_read > low ? high : 0;
        // Noise, so that nobody takes the detector for frozen.
        return reading with { Value = reading.Value with { Detectors = reading.Value.Detectors.SetItem(detector, value + (_read * 1e-6)) } };
    }

    public ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation) => inner.SetIntegrationTime(seconds, cancellation);

    public ValueTask PositionMagnet(double dac, CancellationToken cancellation) => inner.PositionMagnet(dac, cancellation);

    public ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation) => inner.ReadMagnet(cancellation);

    public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation) => inner.SetDeflection(detector, value, cancellation);

    public ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) => inner.ReadDeflection(detector, cancellation);

    public ValueTask Protect(string detector, bool on, CancellationToken cancellation) => inner.Protect(detector, on, cancellation);

    public ValueTask Blank(bool on, CancellationToken cancellation) => inner.Blank(on, cancellation);

    public ValueTask SetParameter(string parameter, double value, CancellationToken cancellation) => inner.SetParameter(parameter, value, cancellation);

    public ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation) => inner.ReadParameter(parameter, cancellation);
}
