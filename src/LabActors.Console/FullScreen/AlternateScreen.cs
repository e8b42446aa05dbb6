using System.Runtime.InteropServices;

namespace LabActors.Console.FullScreen;

/// <summary>
/// The terminal while a full screen is shown: its alternate screen without a cursor. What was on it comes back however the program ends, but for SIGKILL; also while the program is held (Ctrl-Z), after which the screen
/// is drawn anew.
/// </summary>
internal sealed class AlternateScreen : IDisposable
{
    private readonly TextWriter _output;
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _signals = [];
    private bool _entered;
    private bool _disposed;
    private volatile bool _isStale;

    public AlternateScreen(TextWriter output)
    {
        _output = output;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        if (!OperatingSystem.IsWindows())
        {
            _signals =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGTSTP, _ => Leave()),
                PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Enter()),
            ];
        }

        Enter();
    }

    /// <summary>True once after the terminal may show something else than was written.</summary>
    public bool TakeStale()
    {
        var was = _isStale;
        _isStale = false;
        return was;
    }

    /// <summary>Writes a change of the screen.</summary>
    public void Write(string changes)
    {
        lock (_gate)
        {
            if (!_entered)
                return;
            _output.Write(changes);
            _output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var signal in _signals)
            signal.Dispose();
        lock (_gate)
            _disposed = true;
        Leave();
    }

    private void OnExit(object? sender, EventArgs e) => Leave();

    private void Enter()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _output.Write(ScreenChanges.Enter);
            _output.Flush();
            (_entered, _isStale) = (true, true);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (!_entered)
                return;
            _output.Write(ScreenChanges.Leave);
            _output.Flush();
            _entered = false;
        }
    }
}
