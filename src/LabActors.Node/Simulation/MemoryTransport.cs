using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using LabActors.Simulator.Wire;

namespace LabActors.Node.Simulation;

/// <summary>
/// A port whose instruments are simulated in this process. Nothing is waited for: an answer that would have come within the time is there at once, and one that would not has not come. How long a conversation
/// would have taken is kept apart from laboratory time, which stands meanwhile.
/// </summary>
internal sealed class MemoryTransport(PortDefinition port, InstrumentBus bus, TimeProvider time) : ITransport
{
    private BusConnection? _connection;
    private DateTimeOffset _now;

    public string Address => $"{port.Address} (simulated in this process)";

    public bool IsDatagrams => port.Kind == PortKind.Udp;

    public bool ForgetsWhenReopened => port.Kind != PortKind.Serial;

    public bool Simulated => true;

    private DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return _now = now > _now ? now : _now;
        }
    }

    public void Open() => _connection = bus.Connect(Now);

    public void Write(ReadOnlySpan<byte> bytes) => Connection.Receive(bytes, Now);

    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        var taken = Connection.Take(Now, wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        if (taken.Bytes.Length == 0)
        {
            _now += taken.Ended || wait <= TimeSpan.Zero ? TimeSpan.Zero : wait;
            return taken.Ended ? -1 : 0;
        }

        _now += taken.After;
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
