using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire;

/// <summary>
/// The instruments that are connected to one port, and their cables: gives each what the computer sends, and keeps what they answer until it has come over the wire. It has no clock:
/// whoever carries the bytes says the instants, which never go back. Safe for calls from several threads.
/// </summary>
public sealed class InstrumentBus
{
    // An instrument that says it has something to do, and never does it, would hold its port for ever.
    private const int MostEvents = 100_000;

    // What is taken at once, unless one message is longer.
    private const int MostAtOnce = 4096;

    private readonly Lock _gate = new();
    private readonly ImmutableArray<BusSlot> _slots;
    private readonly List<BusConnection> _open = [];
    private readonly BusLine? _serial;
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    /// <summary>A port with its instruments.</summary>
    /// <param name="port">Its speed decides how long bytes take.</param>
    public InstrumentBus(PortDefinition port, IEnumerable<IWireInstrument> instruments)
    {
        Port = port;
        _slots = [.. instruments.Select(i => new BusSlot(i))];
        var bits = 1 + port.DataBits + (port.Parity == PortParity.None ? 0 : 1) + port.StopBits;
        _serial = port.Kind == PortKind.Serial ? new BusLine(TimeSpan.FromSeconds((double)bits / port.Baud)) : null;
    }

    /// <summary>Something has happened because of which bytes may come earlier than <see cref="BusConnection.Next"/> said. Raised by any thread, which must not be held up.</summary>
    public event Action? Changed;

    /// <summary>As the laboratory's file has it.</summary>
    public PortDefinition Port { get; }

    /// <summary>The devices that are connected to it.</summary>
    public ImmutableArray<string> Devices => [.. _slots.Select(s => s.Instrument.Device)];

    /// <summary>Several computers may be connected at once.</summary>
    public bool ServesMany => _slots.All(s => s.Instrument.ServesMany);

    /// <summary>The cable is out: nothing can connect.</summary>
    public bool IsDown
    {
        get
        {
            lock (_gate)
                return Down;
        }
    }

    private bool Down => !_slots.IsEmpty && _slots.All(s => s.Cable == CableState.Out);

    /// <summary>A computer connects, or opens the serial port.</summary>
    /// <exception cref="IOException">The cable is out.</exception>
    public BusConnection Connect(DateTimeOffset now)
    {
        BusConnection connection;
        lock (_gate)
        {
            if (Down)
                throw new IOException($"{Port.Name}: nothing is connected there");
            Elapse(now);
            connection = new BusConnection(this, Line());
            _open.Add(connection);
            foreach (var slot in _slots.Where(s => s.IsConnected))
                slot.Instrument.Connect(_now, new Answers(this, slot, connection));
        }

        Changed?.Invoke();
        return connection;
    }

    /// <summary>Connects a device in another way from now on. An instrument without power forgets nothing by that: see <see cref="IWireInstrument.LosePower"/>.</summary>
    /// <exception cref="ArgumentException">There is no such device here.</exception>
    public void Connect(string device, CableState cable, DateTimeOffset now)
    {
        lock (_gate)
        {
            Elapse(now);
            var slot = Slot(device);
            slot.Cable = cable;
            if (!slot.IsConnected)
            {
                _serial?.Drop(slot);
                _open.ForEach(c => c.Line.Drop(slot));
            }

            if (Down)
                _open.ForEach(c => c.Line.Cut(_now));
        }

        Changed?.Invoke();
    }

    /// <summary>How a device is connected.</summary>
    /// <exception cref="ArgumentException">There is no such device here.</exception>
    public CableState CableOf(string device)
    {
        lock (_gate)
            return Slot(device).Cable;
    }

    /// <summary>Does something to an instrument itself, between what the computer does.</summary>
    /// <exception cref="ArgumentException">There is no such device here.</exception>
    public T With<T>(string device, DateTimeOffset now, Func<IWireInstrument, DateTimeOffset, T> act)
    {
        T done;
        lock (_gate)
        {
            Elapse(now);
            done = act(Slot(device).Instrument, _now);
        }

        Changed?.Invoke();
        return done;
    }

    internal void Receive(BusConnection connection, ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_open.Contains(connection) || Down)
                return;
            Elapse(now);
            foreach (var slot in _slots.Where(s => s.IsConnected))
                slot.Instrument.Receive(bytes, _now, new Answers(this, slot, connection));
        }

        Changed?.Invoke();
    }

    internal BusTaken Take(BusConnection connection, DateTimeOffset now, TimeSpan wait)
    {
        lock (_gate)
        {
            Elapse(now);
            for (var (at, until) = (now, now + wait); ;)
            {
                if (Due(connection.Line, at) is { Length: > 0 } bytes)
                    return new BusTaken(bytes, at - now, false);
                if (connection.Line.IsOver(at))
                    return new BusTaken(default, at - now, true);
                if (Earlier(connection.Line.Next, NextEvent()) is not { } next || next > until)
                    return BusTaken.Nothing;
                at = next > at ? next : at;
                Elapse(at);
            }
        }
    }

    internal DateTimeOffset? NextOf(BusConnection connection)
    {
        lock (_gate)
            return Earlier(connection.Line.Next, NextEvent());
    }

    internal void Leave(BusConnection connection)
    {
        lock (_gate)
            _open.Remove(connection);
    }

    private ReadOnlyMemory<byte> Due(BusLine line, DateTimeOffset now)
    {
        if (line.Take(now) is not { } first)
            return default;
        if (Port.Kind == PortKind.Udp || line.Next is not { } next || next > now)
            return first;
        var all = new List<byte>(first.ToArray());
        while (line.NextLength is { } more && all.Count + more <= MostAtOnce && line.Take(now) is { } bytes)
            all.AddRange(bytes.Span);
        return all.ToArray();
    }

    // What instruments do by themselves is done at its own instant where somebody hears it, and all at once where nobody does.
    private void Elapse(DateTimeOffset now)
    {
        for (var events = 0; NextEvent() is { } next && next <= now; events++)
        {
            if (events == MostEvents)
                throw new InvalidOperationException($"{Port.Name}: {string.Join(", ", Devices)} has something to do at {next:O} and never does it");
            _now = Later(_now, _open.Count > 0 ? next : now);
            foreach (var slot in _slots.Where(s => s.Instrument.NextEvent <= _now))
                slot.Instrument.Elapse(_now, new Answers(this, slot, null));
        }

        _now = Later(_now, now);
    }

    private DateTimeOffset? NextEvent() => _slots.Min(s => s.Instrument.NextEvent);

    // What is under way on a serial line comes to whoever has opened the port by then; what came before that is lost. A socket begins with nothing.
    private BusLine Line()
    {
        _serial?.Restore();
        while (_serial?.Take(_now) is not null)
        {
        }

        return _serial ?? new BusLine(TimeSpan.Zero);
    }

    private BusSlot Slot(string device) =>
        _slots.FirstOrDefault(s => s.Instrument.Device == device) ?? throw new ArgumentException($"'{device}' is not connected to {Port.Name}, only {string.Join(", ", Devices)}", nameof(device));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>The cable back from one instrument to whoever asked it, or to all that are connected where it speaks by itself.</summary>
    private sealed class Answers(InstrumentBus bus, BusSlot slot, BusConnection? asked) : IWireAnswers
    {
        public void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default)
        {
            lock (bus._gate)
            {
                foreach (var connection in To())
                    connection.Line.Send(bytes, slot, bus._now + after);
            }
        }

        public void End()
        {
            if (bus.Port.Kind != PortKind.Tcp)
                return;
            lock (bus._gate)
            {
                foreach (var connection in To())
                    connection.Line.End(bus._now);
            }
        }

        private IEnumerable<BusConnection> To() => !slot.IsConnected ? [] : asked is null ? bus._open : [asked];
    }
}
