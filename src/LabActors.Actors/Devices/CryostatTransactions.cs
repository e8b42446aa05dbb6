using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a cold trap.</summary>
public static class CryostatTransactions
{
    /// <summary>Sets the temperature to be reached, K; completed with null.</summary>
    public static Transaction<ICryostatPort> Set(object key, double kelvin) =>
        new(key, $"set {kelvin} K", async (port, ct) =>
        {
            await port.SetTemperature(kelvin, ct).ConfigureAwait(false);
            return null;
        });

    /// <summary>Reads the temperature; completed with a <see cref="Reading{T}"/> of double, K.</summary>
    public static Transaction<ICryostatPort> Read(object key) =>
        new(key, "temperature", async (port, ct) => await port.ReadTemperature(ct).ConfigureAwait(false));
}
