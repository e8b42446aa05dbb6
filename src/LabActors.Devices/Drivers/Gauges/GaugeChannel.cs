using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Gauges;

/// <summary>A gauge of the laboratory at its controller: the channel that it is connected to, and what a pressure of the controller is in the units of the laboratory's file.</summary>
/// <param name="Channel">As the controller names it.</param>
/// <param name="Factor">From the controller's units to the gauge's.</param>
public sealed record GaugeChannel(string Channel, double Factor)
{
    private const double PascalPerTorr = 101325.0 / 760;

    /// <summary>The channel of a gauge.</summary>
    /// <exception cref="DeviceRefusedException">The laboratory has no such gauge at the device.</exception>
    public static GaugeChannel Of(DriverContext context, string gauge)
    {
        var here = At(context).ToArray();
        if (here.FirstOrDefault(g => LabNames.Same(g.Name, gauge)) is not { } found)
            throw new DeviceRefusedException(context.Device.Name, $"there is no gauge '{gauge}', only {string.Join(", ", here.Select(g => g.Name))}");
        return new GaugeChannel(found.Channel, FactorOf(context.Device.Text(GaugeSettings.Units, GaugeSettings.Default), found.Units));
    }

    /// <summary>The first channel of the device that the laboratory uses; the fallback when it uses none.</summary>
    public static string First(DriverContext context, string fallback) =>
        At(context).FirstOrDefault()?.Channel ?? fallback;

    /// <summary>The controller's answer as a reading.</summary>
    public Reading<double> Read(DriverLink link, GaugeAnswer answer) => answer.Status switch
    {
        GaugeStatus.Ok => link.Good(answer.Pressure * Factor),
        GaugeStatus.SensorError or GaugeStatus.NotIdentified or GaugeStatus.Unknown => link.Fault(double.NaN) with { Word = answer.Word },
        _ => link.Missing(double.NaN) with { Word = answer.Word },
    };

    private static IEnumerable<GaugeDefinition> At(DriverContext context) => context.Lab.Gauges.Where(g => g.Device == context.Device.Name);

    // 1 where the units are the same, so that a value comes out as it went in.
    private static double FactorOf(string from, PressureUnit to) => (from, to) switch
    {
        ("torr", PressureUnit.Torr) or ("mbar", PressureUnit.Millibar) => 1,
        ("torr", _) => PascalPerTorr / 100,
        ("mbar", _) => 100 / PascalPerTorr,
        (_, PressureUnit.Torr) => 1 / PascalPerTorr,
        _ => 0.01,
    };
}
