using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LabActors.Acceptance.Operators;

/// <summary>A test that needs an address by which other computers reach this one; skipped, visibly, where there is none.</summary>
public sealed class OtherComputersFactAttribute : FactAttribute
{
    public OtherComputersFactAttribute()
    {
        if (Address is null)
            Skip = "this computer has no address but its own";
    }

    /// <summary>That address.</summary>
    public static IPAddress? Address { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
