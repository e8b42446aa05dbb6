using System.Globalization;
using System.Net.Sockets;
using LabActors.Core.Labs;

namespace LabActors.Devices.Transports;

/// <summary>A TCP connection, or UDP datagrams to one address.</summary>
/// <param name="port">Where it leads.</param>
/// <param name="connecting">How long connecting may take.</param>
public sealed class SocketTransport(PortDefinition port, TimeSpan connecting) : ITransport
{
    private Socket? _socket;

    /// <inheritdoc/>
    public string Address => port.Address;

    /// <inheritdoc/>
    public bool IsDatagrams => port.Kind == PortKind.Udp;

    /// <inheritdoc/>
    /// <remarks>A datagram that comes late goes to the local port that was asked from, which is another one after opening again.</remarks>
    public bool ForgetsWhenReopened => true;

    /// <inheritdoc/>
    public bool Simulated => port.Simulated;

    /// <inheritdoc/>
    public void Open()
    {
        var socket = IsDatagrams ? new Socket(SocketType.Dgram, ProtocolType.Udp) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(connecting);
        try
        {
            socket.ConnectAsync(port.Host, port.Number, limit.Token).AsTask().GetAwaiter().GetResult();
            _socket = socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{Address} cannot be reached: no connection within {connecting.TotalSeconds:0.#} s; is the device on, and is the address right?"));
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"{Address} cannot be reached: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var socket = Socket;
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[socket.Send(bytes)..];
        }
        catch (SocketException failure)
        {
            throw Lost(failure);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var socket = Socket;
        try
        {
            if (!socket.Poll(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, SelectMode.SelectRead))
                return 0;
            var count = socket.Receive(buffer);
            return count > 0 || IsDatagrams ? count : -1;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionReset && !IsDatagrams)
        {
            return -1;
        }
        catch (SocketException failure)
        {
            throw Lost(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private Socket Socket => _socket ?? throw new IOException($"{Address} is not open");

    private IOException Lost(SocketException failure) => new($"{Address} is lost: {failure.Message}", failure);
}
