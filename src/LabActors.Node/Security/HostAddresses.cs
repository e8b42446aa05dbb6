using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace LabActors.Node.Security;

/// <summary>What names of computers stand for.</summary>
public static class HostAddresses
{
    /// <summary>The addresses of a host; none when nothing is known of it.</summary>
    public static async Task<ImmutableArray<IPAddress>> OfAsync(string host)
    {
        // The resolver knows nothing of 0.0.0.0 and ::.
        if (IPAddress.TryParse(host, out var address))
            return [address];
        try
        {
            return [.. await Dns.GetHostAddressesAsync(host)];
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }

    /// <summary>True when a host is this computer and nobody else can be.</summary>
    public static async Task<bool> IsWithinAsync(string host) => await OfAsync(host) is { IsEmpty: false } found && found.All(IPAddress.IsLoopback);

    /// <summary>The address of this computer from which a host is reached; nothing is sent.</summary>
    /// <exception cref="SocketException">The host cannot be reached.</exception>
    public static IPAddress Towards(string host, int port)
    {
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(host, port);
        var local = ((IPEndPoint)socket.LocalEndPoint!).Address;
        return local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
    }
}
