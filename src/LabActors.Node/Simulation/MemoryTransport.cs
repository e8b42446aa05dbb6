using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using LabActors.Simulator.Wire;

namespace LabActors.Node.Simulation;

/// <summary>
/// A port whose instruments are simulated in this process. Nothing is waited for: an answer that would have come within the time is there at once, and one that would not has not come. How long a conversation
/// would have taken passes on the wire's own clock.
/// </summary>
internal sealed class MemoryTransport(PortDefinition port, InstrumentBus bus, WireTime time) : ITransport
{
    private BusConnection? _connection;

    public string Address => $"{port.Address} (simulated in this process)";

    public bool IsDatagrams => port.Kind == PortKind.Udp;

    public bool ForgetsWhenReopened => port.Kind != PortKind.Serial;

    public bool Simulated => true;

    public void Open() => _connection = bus.Connect(time.GetUtcNow());

    public void Write(ReadOnlySpan<byte> bytes) => Connection.Receive(bytes, time.GetUtcNow());

    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var taken = Connection.Take(time.GetUtcNow(), wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        if (taken.Bytes.Length == 0)
        {
            if (taken.Ended)
                return -1;
            time.Pass(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            return 0;
        }

        time.Pass(taken.After);
        taken.Bytes.Span.CopyTo(buffer);
        return taken.Bytes.Length;
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private BusConnection Connection => _connection ?? throw new IOException($"{Address} is not open");
}
