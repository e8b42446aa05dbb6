using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Gas;

/// <summary>
/// How hot what extraction devices heat is. It follows the output at once, or with a time constant: then gas sees it in even steps, each a 32nd of the
/// time constant long and as hot as the mean over it, which begin with the change of output, so that they do not depend on who looks when.
/// </summary>
internal sealed class Heat(SimulationDefinition simulation)
{
    private const int StepsEach = 32;

    // After seven time constants a thousandth of the way is left, which the last step makes good.
    private const int Steps = 7 * StepsEach;

    /// <summary>Temperature as a thermometer would have it, K.</summary>
    public double At(string device, DeviceState state, DateTimeOffset now)
    {
        var target = Target(device, state);
        return Constant(device) is > 0 and var constant && state.Warming is { } warming
            ? target + ((warming.From - target) * Math.Exp(-(now - warming.Since).TotalSeconds / constant))
            : target;
    }

    /// <summary>Temperature as gas sees it from an instant until <see cref="NextStep"/>, K.</summary>
    public double Even(string device, DeviceState state, DateTimeOffset now)
    {
        var target = Target(device, state);
        if (state.Warming is not { } warming || Step(device, warming, now) is not { } step)
        {
            return target;
        }

        const double length = 1.0 / StepsEach;
        return target + ((warming.From - target) * Math.Exp(-step * length) * -ClosedForms.ExpMinusOne(-length) / length);
    }

    /// <summary>When it is the next step's turn; null when the last one is over.</summary>
    public DateTimeOffset? NextStep(string device, DeviceState state, DateTimeOffset now) =>
        state.Warming is { } warming && warming.From != Target(device, state) && Step(device, warming, now) is { } step ? warming.Since.AddTicks((step + 1) * Length(device)) : null;

    /// <summary>A device after a change of its output or of what it heats: a laser's next grain is cold, a furnace's next sample falls into its heat.</summary>
    public DeviceState Changed(ExtractionDeviceDefinition device, DeviceState before, DeviceState after, DateTimeOffset now)
    {
        if (Constant(device.Name) == 0)
        {
            return after;
        }

        var cold = device.Kind != ExtractionDeviceKind.Furnace && before.Position != after.Position;
        return after with { Warming = new Warming(cold ? simulation.TemperatureKelvin : At(device.Name, before, now), now) };
    }

    /// <summary>The temperature to which the output leads, K.</summary>
    private double Target(string device, DeviceState state)
    {
        if (!state.Enabled || state.Output <= 0)
        {
            return simulation.TemperatureKelvin;
        }

        return LabNames.Same(state.Units, SimulatedHeating.Celsius)
            ? Math.Max(simulation.TemperatureKelvin, state.Output + Physics.ZeroCelsius)
            : simulation.TemperatureKelvin + (state.Output * Heating(device)!.KelvinPerUnit[state.Units]);
    }

    private SimulatedHeating? Heating(string device) => simulation.Heating.FirstOrDefault(h => h.Device == device);

    private double Constant(string device) => Heating(device)?.TimeConstantSeconds ?? 0;

    private long Length(string device) => Math.Max(1, (long)(Constant(device) * TimeSpan.TicksPerSecond / StepsEach));

    private long? Step(string device, Warming warming, DateTimeOffset now) =>
        Constant(device) > 0 && (now - warming.Since).Ticks / Length(device) is < Steps and var step ? step : null;
}
