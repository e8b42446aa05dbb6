using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>
/// Instruments behind a TCP port of this computer. Where they serve one computer at a time the next one waits until the first has gone. While the cable is out connections are refused, and
/// those that there were are cut off.
/// </summary>
public sealed class TcpCarrier : IPortCarrier
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = [];
    private readonly WakeUp _cable = new();
    private Socket _listener;

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">There is no port.</exception>
    public TcpCarrier(InstrumentBus bus, TimeProvider time)
    {
        (Bus, _time) = (bus, time);
        _listener = Bound(0);
        Where = new RedirectedPort(bus.Port.Name, bus.Port.Kind) { Host = IPAddress.Loopback.ToString(), Number = ((IPEndPoint)_listener.LocalEndPoint!).Port };
        bus.Changed += _cable.Call;
        if (!bus.IsDown)
            _listener.Listen();
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
        Bus.Changed -= _cable.Call;
        await _stop.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await ListenAsync();
                await WithoutCableAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
    }

    // Until the cable is out.
    private async Task ListenAsync()
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var cut = CutAsync(listening);
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(listening.Token);
                var connection = ServeAsync(socket);
                _connections.TryAdd(connection, true);
                _ = connection.ContinueWith(c => _connections.TryRemove(c, out _), TaskScheduler.Default);
                if (!Bus.ServesMany)
                    await connection;
            }
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            await listening.CancelAsync();
            await cut;
        }
    }

    // A socket that has the port and does not listen: connections are refused, and nobody else gets the port.
    private async Task WithoutCableAsync()
    {
        _listener.Dispose();
        _listener = Bound(Where.Number);
        while (Bus.IsDown)
            await _cable.SleepAsync(_stop.Token);
        _listener.Listen();
    }

    private async Task CutAsync(CancellationTokenSource listening)
    {
        try
        {
            while (!Bus.IsDown)
                await _cable.SleepAsync(listening.Token);
            await listening.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var closes = socket;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            socket.NoDelay = true;
            using var connection = Bus.Connect(_time.GetUtcNow());
            var reading = ReadAsync(socket, connection, either.Token);
            var writing = new AnswerPump(Bus, connection, _time, async (bytes, stop) =>
            {
                while (bytes.Length > 0)
                    bytes = bytes[await socket.SendAsync(bytes, stop)..];
            }).RunAsync(either.Token);
            await Task.WhenAny(reading, writing);
            if (Bus.IsDown)
                socket.LingerState = new LingerOption(true, 0);
            else if (writing.IsCompletedSuccessfully)
                socket.Shutdown(SocketShutdown.Both);
            await either.CancelAsync();
            await Task.WhenAll(reading, writing);
        }
        catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException)
        {
            // The computer is gone, the cable is out, or nothing is served any more: that was this connection.
            return;
        }
    }

    private async Task ReadAsync(Socket socket, BusConnection connection, CancellationToken stop)
    {
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, stop) is > 0 and var count)
            connection.Receive(buffer.AsSpan(0, count), _time.GetUtcNow());
    }

    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // What is left of connections that were cut off must not keep the port.
            if (!OperatingSystem.IsWindows())
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"no TCP port of 127.0.0.1 for a simulated device: {failure.Message}", failure);
        }
    }
}
