namespace LabActors.Simulator.Wire;

/// <summary>A computer's connection to the instruments of one port: an open serial port, one socket, or who sends datagrams from one address. Safe for calls from several threads.</summary>
public sealed class BusConnection : IDisposable
{
    private readonly InstrumentBus _bus;

    internal BusConnection(InstrumentBus bus, BusLine line) => (_bus, Line) = (bus, line);

    /// <summary>When bytes come, or an instrument has something to do; null when not by itself.</summary>
    public DateTimeOffset? Next => _bus.NextOf(this);

    internal BusLine Line { get; }

    /// <summary>The computer sent bytes, in whatever pieces; with datagrams, one.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now) => _bus.Receive(this, bytes, now);

    /// <summary>The first that comes to the computer between <paramref name="now"/> and so much later; nothing is waited for, the answer says how long it took.</summary>
    public BusTaken Take(DateTimeOffset now, TimeSpan wait = default) => _bus.Take(this, now, wait);

    /// <summary>The computer ends the connection.</summary>
    public void Dispose() => _bus.Leave(this);
}
