namespace LabActors.Devices.Transports;

/// <summary>
/// Bytes to and from what is connected to one port. Used by one thread at a time, the one that owns the port; reading blocks it, never longer than it is allowed to.
/// </summary>
public interface ITransport : IDisposable
{
    /// <summary>Where it leads, in words.</summary>
    string Address { get; }

    /// <summary>Answers are datagrams: one is a whole message, and none follows another without being asked for.</summary>
    bool IsDatagrams { get; }

    /// <summary>Closing and opening it again leaves behind what the other side still had to say: a socket, not a serial port.</summary>
    bool ForgetsWhenReopened { get; }

    /// <summary>It leads to a simulator.</summary>
    bool Simulated { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why and what could be done.</exception>
    void Open();

    /// <summary>Sends all of it.</summary>
    /// <exception cref="IOException">The port is lost.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Reads what has come, waiting for the first of it. Returns how many bytes; 0 when nothing came in time, and -1 when the other side has ended the connection in good
    /// order. With datagrams it returns one datagram.
    /// </summary>
    /// <exception cref="IOException">The port is lost.</exception>
    int Read(Span<byte> buffer, TimeSpan wait);
}
