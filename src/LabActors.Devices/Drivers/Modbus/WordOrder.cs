namespace LabActors.Devices.Drivers.Modbus;

/// <summary>Which of the two registers of a 32-bit value comes first.</summary>
public enum WordOrder
{
    /// <summary>The low word (EZ-ZONE).</summary>
    LowHigh,

    /// <summary>The high word.</summary>
    HighLow,
}
