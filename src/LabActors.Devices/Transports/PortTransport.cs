using LabActors.Core.Labs;

namespace LabActors.Devices.Transports;

/// <summary>Makes the transport of a port.</summary>
public static class PortTransport
{
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(3);

    /// <summary>The transport, not opened yet.</summary>
    public static ITransport Of(PortDefinition port) => port.Kind == PortKind.Serial ? new SerialTransport(port) : new SocketTransport(port, Connecting);
}
