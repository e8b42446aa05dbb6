using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Monitoring;

/// <summary>A gauge, pump, heater or cold trap that is read at intervals.</summary>
/// <param name="Kind">gauge, pump, heater, cold trap.</param>
/// <param name="Device">Its device actor.</param>
/// <param name="Transaction">Makes the transaction with the key that it is given.</param>
/// <param name="Values">What an answer says; null when it says nothing good.</param>
public sealed record MonitorSource(
    string Kind,
    string Name,
    TimeSpan Every,
    IActorRef Device,
    Func<object, object> Transaction,
    Func<object?, ImmutableArray<MonitoredValue>> Values)
{
    /// <summary>The port that its device is on; empty for none.</summary>
    public string Port { get; init; } = "";

    /// <summary>A gauge, in its own units.</summary>
    /// <param name="device">Over <see cref="IGaugePort"/>.</param>
    public static MonitorSource Of(GaugeDefinition gauge, IActorRef device, TimeSpan every) => new(
        "gauge",
        $"{gauge.Controller} {gauge.Name}",
        every,
        device,
        key => GaugeTransactions.Read(key, gauge.Name),
        value => [Of("gauge", $"{gauge.Controller} {gauge.Name}", "pressure", (Reading<double>)value!, gauge.Units == PressureUnit.Torr ? "Torr" : "mbar")]);

    /// <summary>A pump with a controller.</summary>
    /// <param name="device">Over <see cref="IPumpPort"/>.</param>
    public static MonitorSource Of(PumpDefinition pump, IActorRef device, TimeSpan every) => new(
        "pump", pump.Name, every, device, PumpTransactions.Read, value => [.. OfPump(pump.Name, (Reading<PumpStatus>)value!)]);

    /// <summary>A heater.</summary>
    /// <param name="device">Over <see cref="ITemperaturePort"/>.</param>
    public static MonitorSource Of(HeaterDefinition heater, IActorRef device, TimeSpan every) => new(
        "heater",
        heater.Name,
        every,
        device,
        key => TemperatureTransactions.Read(key, heater.Channel),
        value => [Of("heater", heater.Name, "temperature", (Reading<double>)value!, "°C")]);

    /// <summary>A cold trap.</summary>
    /// <param name="device">Over <see cref="ICryostatPort"/>.</param>
    public static MonitorSource Of(CryostatDefinition trap, IActorRef device, TimeSpan every) => new(
        "cold trap", trap.Name, every, device, CryostatTransactions.Read, value => [Of("cold trap", trap.Name, "temperature", (Reading<double>)value!, "K")]);

    private static IEnumerable<MonitoredValue> OfPump(string name, Reading<PumpStatus> reading)
    {
        var status = reading.Value;
        var (quality, reason) = reading.Quality == Quality.Good && status.Fault.Length > 0 ? (Quality.Fault, status.Fault) : (reading.Quality, Reason(reading.Quality));
        MonitoredValue Value(string what, double value, string units) => new("pump", name, what, value, units, quality, reading.Instant, reason, reading.Simulated);
        if (status.Running is not null || quality != Quality.Good)
            yield return Value("running", status.Running == true ? 1 : 0, "");
        if (status.Hertz is { } hertz)
            yield return Value("speed", hertz, "Hz");
        if (status.Amperes is { } amperes)
            yield return Value("current", amperes, "A");
    }

    private static MonitoredValue Of(string kind, string name, string what, Reading<double> reading, string units) =>
        new(kind, name, what, reading.Value, units, reading.Quality, reading.Instant, reading.Word.Length > 0 ? reading.Word : Reason(reading.Quality), reading.Simulated);

    private static string Reason(Quality quality) => quality == Quality.Good ? "" : $"the device says {quality.ToString().ToLowerInvariant()}";
}
