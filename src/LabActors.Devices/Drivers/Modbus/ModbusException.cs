namespace LabActors.Devices.Drivers.Modbus;

/// <summary>A slave understood a request and will not do it.</summary>
/// <param name="Code">The slave's reason.</param>
public readonly record struct ModbusException(byte Code)
{
    /// <summary>In words.</summary>
    public override string ToString() => Code switch
    {
        1 => "exception 01: it does not know the function",
        2 => "exception 02: it has no such register",
        3 => "exception 03: it does not take the value",
        4 => "exception 04: it failed",
        6 => "exception 06: it is busy",
        _ => $"exception {Code:D2}",
    };
}
