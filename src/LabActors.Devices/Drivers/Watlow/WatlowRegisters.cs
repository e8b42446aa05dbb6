namespace LabActors.Devices.Drivers.Watlow;

/// <summary>The registers of an EZ-ZONE PM that are used, by their relative addresses, and what their numbers mean.</summary>
public static class WatlowRegisters
{
    /// <summary>Process value of input 1, a float; <see cref="InputError"/> is the register after it.</summary>
    public const ushort ProcessValue = 360;

    /// <summary>Error of input 1.</summary>
    public const ushort InputError = 362;

    /// <summary>10 regulates, 54 gives a fixed output, 62 is off.</summary>
    public const ushort ControlMode = 1880;

    /// <summary>Regulates to the set point.</summary>
    public const ushort ClosedLoop = 10;

    /// <summary>Gives a fixed output.</summary>
    public const ushort OpenLoop = 54;

    /// <summary>Heat power, a float, percent.</summary>
    public const ushort HeatPower = 1904;

    /// <summary>Set point, a float.</summary>
    public const ushort Setpoint = 2160;

    /// <summary>Fixed output, a float, percent.</summary>
    public const ushort OpenLoopOutput = 2162;

    /// <summary>What the input's error is, in words; null when it has none. 61 is none, and so is what has not been set.</summary>
    public static string? ErrorOf(ushort code) => code switch
    {
        0 or 61 => null,
        65 => "input error 65: the sensor is open",
        127 => "input error 127: the sensor is shorted",
        140 => "input error 140: measurement error",
        _ => $"input error {code}",
    };
}
