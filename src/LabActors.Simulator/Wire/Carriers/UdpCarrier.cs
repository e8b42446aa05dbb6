using System.Net;
using System.Net.Sockets;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>Instruments behind a UDP port of this computer: each datagram is a message, and answers go to whoever sent it. While the cable is out datagrams are lost.</summary>
public sealed class UdpCarrier : IPortCarrier
{
    // A program that opens its port again sends from another address; those before it are forgotten in their order.
    private const int MostSenders = 16;

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly List<Computer> _computers = [];

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">There is no port.</exception>
    public UdpCarrier(InstrumentBus bus, TimeProvider time)
    {
        (Bus, _time) = (bus, time);
        try
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }
        catch (SocketException failure)
        {
            _socket.Dispose();
            throw new IOException($"no UDP port of 127.0.0.1 for a simulated device: {failure.Message}", failure);
        }

        Where = new RedirectedPort(bus.Port.Name, bus.Port.Kind) { Host = IPAddress.Loopback.ToString(), Number = ((IPEndPoint)_socket.LocalEndPoint!).Port };
        Ended = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public InstrumentBus Bus { get; }

    /// <inheritdoc/>
    public RedirectedPort Where { get; }

    /// <inheritdoc/>
    public Task Ended { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var computer in _computers)
            await computer.DisposeAsync();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[65_536];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var came = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (await FromAsync((IPEndPoint)came.RemoteEndPoint) is { } computer)
                    computer.Connection.Receive(buffer.AsSpan(0, came.ReceivedBytes), _time.GetUtcNow());
            }
            catch (SocketException unreachable) when (unreachable.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Windows tells by this that somebody who was answered is gone.
                continue;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Null while the cable is out.
    private async ValueTask<Computer?> FromAsync(IPEndPoint address)
    {
        foreach (var gone in _computers.Where(c => c.IsOver).ToArray())
        {
            _computers.Remove(gone);
            await gone.DisposeAsync();
        }

        if (_computers.Find(c => c.Address.Equals(address)) is { } known)
            return known;
        if (_computers.Count == MostSenders)
        {
            await _computers[0].DisposeAsync();
            _computers.RemoveAt(0);
        }

        try
        {
            var computer = new Computer(this, address, Bus.Connect(_time.GetUtcNow()));
            _computers.Add(computer);
            return computer;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Who has sent datagrams from one address.</summary>
    private sealed class Computer : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _answers;

        public Computer(UdpCarrier carrier, IPEndPoint address, BusConnection connection)
        {
            (Address, Connection) = (address, connection);
            _stop = CancellationTokenSource.CreateLinkedTokenSource(carrier._stop.Token);
            _answers = new AnswerPump(carrier.Bus, connection, carrier._time, async (datagram, stop) => await carrier._socket.SendToAsync(datagram, SocketFlags.None, address, stop)).RunAsync(_stop.Token);
        }

        public IPEndPoint Address { get; }

        public BusConnection Connection { get; }

        public bool IsOver => _answers.IsCompleted;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
            Connection.Dispose();
        }
    }
}
