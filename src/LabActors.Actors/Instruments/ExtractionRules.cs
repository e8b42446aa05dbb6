using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <summary>What an extraction device may be asked for: reasons against a command, empty when there is none.</summary>
internal static class ExtractionRules
{
    public static string AgainstOutput(ExtractionDeviceDefinition device, SetOutput command)
    {
        if (device.FindUnit(command.Units) is not { } unit)
        {
            return device.Units.IsEmpty
                ? $"{device.Name} has no output"
                : $"{device.Name} has no output in '{command.Units}', only in {string.Join(", ", device.Units.Select(u => u.Name))}";
        }

        return command.Value >= 0 && command.Value <= unit.Max
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{device.Name} gives 0 to {unit.Max} {unit.Name}, {command.Value} was asked for");
    }

    public static string AgainstMove(ExtractionDeviceDefinition device, MoveTo command)
    {
        if (device.Kind == ExtractionDeviceKind.Pipette)
        {
            return $"{device.Name} is a pipette system and moves nowhere";
        }

        return command.Position.Trim().Length == 0 ? "no position was given" : "";
    }

    /// <summary>A beam that is on burns whatever the stage carries under it; a furnace's crucible does not move.</summary>
    public static string AgainstMoveNow(ExtractionDeviceDefinition device, ExtractionDeviceStatus status) =>
        device.Kind != ExtractionDeviceKind.Furnace && status is { Enabled: true, Output: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"{device.Name} fires at {status.Output} {status.Units}; its stage moves when the output is 0")
            : "";

    public static string AgainstPattern(ExtractionDeviceDefinition device, ExecutePattern command)
    {
        if (!device.Patterns.Any(p => LabNames.Same(p, command.Pattern)))
        {
            return device.Patterns.IsEmpty
                ? $"{device.Name} has no patterns"
                : $"{device.Name} has no pattern '{command.Pattern}', only {string.Join(", ", device.Patterns)}";
        }

        return command.Duration is { } seconds && !(seconds > 0 && double.IsFinite(seconds))
            ? string.Create(CultureInfo.InvariantCulture, $"a pattern of {seconds} s was asked for, more than 0 was expected")
            : "";
    }

    public static string AgainstMotor(ExtractionDeviceDefinition device, SetMotor command)
    {
        if (AxisOf(device, command.Motor) is not null)
        {
            return double.IsFinite(command.Value) ? "" : $"{command.Motor} {command.Value} is no coordinate";
        }

        if (device.Motors.FirstOrDefault(m => LabNames.Same(m.Name, command.Motor)) is not { } motor)
        {
            return device.Motors.IsEmpty
                ? $"{device.Name} has no motors"
                : $"{device.Name} has no motor '{command.Motor}', only {string.Join(", ", device.Motors.Select(m => m.Name))}";
        }

        return command.Value >= motor.Min && command.Value <= motor.Max
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{motor.Name} goes from {motor.Min} to {motor.Max}, {command.Value} was asked for");
    }

    public static string AgainstTray(ExtractionDeviceDefinition device, string tray) => device.Trays.Any(t => LabNames.Same(t, tray))
        ? ""
        : $"{device.Name} has no tray '{tray}', only {string.Join(", ", device.Trays)}";

    public static string AgainstLight(ExtractionDeviceDefinition device, double? value) => !device.HasLight
        ? $"{device.Name} has no light"
        : value is >= 0 and <= 100 ? "" : $"the light goes from 0 to 100, '{value}' was asked for";

    public static string AgainstShot(ExtractionDeviceDefinition device, string shot, bool blank) =>
        blank || device.Shots.Any(s => LabNames.Same(s, shot))
            ? ""
            : $"{device.Name} has no shot '{shot}', only {string.Join(", ", device.Shots)}";

    /// <summary>The axis of the stage that scripts set as a motor; null for other motors.</summary>
    public static char? AxisOf(ExtractionDeviceDefinition device, string motor) =>
        device.Kind != ExtractionDeviceKind.Pipette && motor.Length == 1 && "xyz".Contains(motor, StringComparison.OrdinalIgnoreCase)
            ? char.ToLowerInvariant(motor[0])
            : null;

    /// <summary>Coordinates of a position that is two or three numbers; empty for the name of a hole.</summary>
    public static ImmutableArray<double> Coordinates(string position)
    {
        var parts = position.Trim(' ', '(', ')', '[', ']').Split(',', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(Number).OfType<double>().ToImmutableArray();
        return parts.Length is 2 or 3 && numbers.Length == parts.Length ? numbers : [];
    }

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
