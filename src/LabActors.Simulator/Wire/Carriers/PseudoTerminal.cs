using System.IO.Pipes;
using LabActors.Core.Labs;
using Microsoft.Win32.SafeHandles;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>
/// Instruments behind a pseudo-terminal, which programs open as they open a serial port. It is found by a link that stays the same when the terminal is another one: after the cable was out,
/// and after a program that had it for itself was killed. Served by a thread of its own, which sleeps until something comes; while nobody has the terminal open it looks for that now and then, since nothing tells.
/// </summary>
public sealed class PseudoTerminal : IPortCarrier
{
    // Real time. A program that has just opened the port is heard so much later at most.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly string _link;
    private readonly AnonymousPipeServerStream _wakes = new(PipeDirection.Out);
    private readonly Lock _waking = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[4096];
    private volatile bool _stopped;
    private SafeFileHandle? _master;
    private string _path = "";
    private volatile OpenPort? _open;

    /// <summary>Begins to serve.</summary>
    /// <param name="link">Path of the link; what a simulator that was killed left there is replaced.</param>
    /// <exception cref="IOException">There is no pseudo-terminal, or something else is where the link should be.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows has none.</exception>
    public PseudoTerminal(InstrumentBus bus, string link, TimeProvider time)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException($"port '{bus.Port.Name}' ({bus.Port.Address}) is serial, and Windows has no pseudo-terminals: give it kind: tcp in a copy of the laboratory's file, or run the simulator on Linux or macOS");
        (Bus, _link, _time) = (bus, link, time);
        Where = new RedirectedPort(bus.Port.Name, bus.Port.Kind) { Path = link };
        if (!bus.IsDown)
            Plug();
        bus.Changed += LookAtCable;
        new Thread(Run) { Name = $"port {bus.Port.Name}", IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public InstrumentBus Bus { get; }

    /// <inheritdoc/>
    public RedirectedPort Where { get; }

    /// <summary>A program has it open. One that closes it and opens it again at once is not seen to have closed it.</summary>
    public bool IsOpen => _open is not null;

    /// <inheritdoc/>
    public Task Ended => _ended.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Bus.Changed -= LookAtCable;
        _stopped = true;
        Wake();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_waking)
            _wakes.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stopped)
                Serve();
            Unplug();
            _ended.TrySetResult();
        }
        catch (Exception failure)
        {
            _ended.TrySetException(failure);
        }
    }

    private void Serve()
    {
        if (Bus.IsDown || _master is null)
        {
            Unplug();
            if (Bus.IsDown)
                Slept(-1);
            else
                Plug();
            return;
        }

        if (_open is null)
        {
            if (!Slept((int)Look.TotalMilliseconds) && (TerminalCalls.Wait(0, _master)[0] & TerminalCalls.PollHangUp) == 0)
                Opened();
            return;
        }

        if (TerminalCalls.Wait(-1, _master, _wakes.ClientSafePipeHandle) is not [var found, var woken])
            return;
        if (woken != 0)
            Slept(0);
        if ((found & TerminalCalls.PollIn) != 0 && TerminalCalls.Read(_master, _buffer) is > 0 and var count)
            _open.Connection.Receive(_buffer.AsSpan(0, count), _time.GetUtcNow());
        else if ((found & TerminalCalls.PollHangUp) != 0)
            Closed();
    }

    // True when it was woken.
    private bool Slept(int milliseconds)
    {
        if (TerminalCalls.Wait(milliseconds, _wakes.ClientSafePipeHandle)[0] == 0)
            return false;
        _ = TerminalCalls.Read(_wakes.ClientSafePipeHandle, new byte[64]);
        return true;
    }

    private void Opened()
    {
        try
        {
            _open = new OpenPort(this, _master!, Bus.Connect(_time.GetUtcNow()));
        }
        catch (IOException) when (Bus.IsDown)
        {
            // The cable went out just now: the next look finds that.
            return;
        }
    }

    private void Closed()
    {
        _open?.Dispose();
        _open = null;
        if (!TerminalCalls.Clear(_path))
            Unplug();
    }

    private void Plug()
    {
        (_master, _path) = TerminalCalls.Open();
        if (File.Exists(_link) && new FileInfo(_link).LinkTarget is null)
            throw new IOException($"{_link}: found a file, expected none: the link to a simulated port is made there");
        File.Delete(_link);
        File.CreateSymbolicLink(_link, _path);
    }

    private void Unplug()
    {
        _open?.Dispose();
        _open = null;
        if (_master is null)
            return;
        File.Delete(_link);
        _master.Dispose();
        _master = null;
    }

    private void LookAtCable()
    {
        if (Bus.IsDown != _master is null)
            Wake();
    }

    private void Wake()
    {
        lock (_waking)
        {
            if (_wakes.CanWrite)
                _wakes.WriteByte(0);
        }
    }

    /// <summary>The time for which a program has the terminal open.</summary>
    private sealed class OpenPort : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _answers;

        public OpenPort(PseudoTerminal terminal, SafeFileHandle master, BusConnection connection)
        {
            Connection = connection;
            _answers = Task.Run(() => new AnswerPump(terminal.Bus, Connection, terminal._time, (bytes, _) =>
            {
                TerminalCalls.Write(master, bytes.ToArray());
                return ValueTask.CompletedTask;
            }).RunAsync(_stop.Token));
        }

        public BusConnection Connection { get; }

        public void Dispose()
        {
            _stop.Cancel();

            // However it ended: called off here, or by a program that had closed the terminal under it.
            _answers.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            _stop.Dispose();
            Connection.Dispose();
        }
    }
}
