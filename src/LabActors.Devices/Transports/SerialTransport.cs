using System.IO.Ports;
using LabActors.Core.Labs;

namespace LabActors.Devices.Transports;

/// <summary>A serial port, RS-232 or RS-485, or a pseudo-terminal, which takes any speed and parity.</summary>
public sealed class SerialTransport(PortDefinition port) : ITransport
{
    // The port reads into an array, and it is read twenty times a second while nothing comes.
    private readonly byte[] _came = new byte[4096];
    private SerialPort? _serial;

    /// <inheritdoc/>
    public string Address => port.Address;

    /// <inheritdoc/>
    public bool IsDatagrams => false;

    /// <inheritdoc/>
    public bool ForgetsWhenReopened => false;

    /// <inheritdoc/>
    public bool Simulated => port.Simulated;

    /// <inheritdoc/>
    public void Open()
    {
        // A pseudo-terminal has no line: it takes eight bits without parity, and refuses anything else.
        var (parity, bits) = IsPseudoTerminal ? (System.IO.Ports.Parity.None, 8) : (Parity, port.DataBits);
        var serial = new SerialPort(port.Path, port.Baud, parity, bits, port.StopBits == 2 ? StopBits.Two : StopBits.One) { Handshake = Handshake.None, WriteTimeout = 2_000 };
        try
        {
            serial.Open();
            serial.DiscardInBuffer();
            _serial = serial;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            serial.Dispose();
            throw new IOException($"{Address} cannot be opened: {Advice(failure)}", failure);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => Guarded(bytes.ToArray(), static (serial, bytes) =>
    {
        serial.BaseStream.Write(bytes);
        return 0;
    });

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var count = Guarded((Into: _came.AsMemory(0, Math.Min(buffer.Length, _came.Length)), wait), static (serial, asked) =>
        {
            if (asked.wait <= TimeSpan.Zero && serial.BytesToRead == 0)
                return 0;
            serial.ReadTimeout = Math.Max(1, (int)asked.wait.TotalMilliseconds);
            try
            {
                // The other end of a pseudo-terminal that is gone reads as nothing at all.
                var read = serial.BaseStream.Read(asked.Into.Span);
                return read > 0 ? read : throw new IOException("the other end is gone");
            }
            catch (TimeoutException)
            {
                return 0;
            }
        });
        _came.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var serial = _serial;
        _serial = null;
        try
        {
            serial?.Dispose();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // An adaptor that was unplugged cannot be closed any more either; there is nothing left to close.
        }
    }

    private bool IsPseudoTerminal => port.Path.StartsWith("/dev/pts/", StringComparison.Ordinal) || (File.Exists(port.Path) && File.ResolveLinkTarget(port.Path, true)?.FullName.StartsWith("/dev/pts/", StringComparison.Ordinal) == true);

    private System.IO.Ports.Parity Parity => port.Parity switch
    {
        PortParity.Even => System.IO.Ports.Parity.Even,
        PortParity.Odd => System.IO.Ports.Parity.Odd,
        _ => System.IO.Ports.Parity.None,
    };

    private T Guarded<TArgument, T>(TArgument argument, Func<SerialPort, TArgument, T> work)
    {
        var serial = _serial ?? throw new IOException($"{Address} is not open");
        try
        {
            return work(serial, argument);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or OperationCanceledException or TimeoutException)
        {
            throw new IOException($"{Address} is lost: {failure.Message}", failure);
        }
    }

    private string Advice(Exception failure) => failure switch
    {
        UnauthorizedAccessException when File.Exists(port.Path) => $"{failure.Message} Another program has it open, or this user may not: add the user to the group of the port (dialout on Debian) and log in again",
        _ when !OperatingSystem.IsWindows() && !File.Exists(port.Path) => $"there is no {port.Path}: is the adaptor plugged in? Those that are there: {There()}",
        _ => failure.Message,
    };

    private static string There()
    {
        var names = SerialPort.GetPortNames();
        return names.Length == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));
    }
}
