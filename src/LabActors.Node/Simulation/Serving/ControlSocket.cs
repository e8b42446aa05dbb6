using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LabActors.Node.Simulation.Serving;

/// <summary>The port of this computer on which programs ask a simulator: one JSON object a line, answered by one. Several may be connected.</summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private readonly SimulatorDesk _desk;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _served = [];
    private readonly Task _listening;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">There is no port.</exception>
    public ControlSocket(SimulatorDesk desk)
    {
        _desk = desk;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listening = Task.Run(ListenAsync);
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_served.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var served = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            _served.TryAdd(served, true);
            _ = served.ContinueWith(s => _served.TryRemove(s, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closes = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_desk.Answer(line) + "\n"), _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Whoever asked is gone, or the simulator ends.
            return;
        }
    }
}
