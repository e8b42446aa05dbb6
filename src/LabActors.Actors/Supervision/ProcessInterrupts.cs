using System.Runtime.InteropServices;

namespace LabActors.Actors.Supervision;

/// <summary>
/// Signals of this process, and on Windows Ctrl-C, Ctrl-Break, the closing of its window and the end of the session. The one place that listens to them: Akka.NET's own hook is off
/// (<c>run-by-clr-shutdown-hook</c>), since it races with whoever handles the same signal. .NET calls back on a thread of its own, so that a pool without free threads delays nothing.
/// </summary>
public sealed class ProcessInterrupts : IInterrupts
{
    /// <inheritdoc/>
    public IDisposable Watch(Action interrupted, Action terminated) => new Registrations(
    [
        On(PosixSignal.SIGINT, interrupted),
        On(PosixSignal.SIGTERM, terminated),
        On(PosixSignal.SIGHUP, terminated),
        On(PosixSignal.SIGQUIT, terminated),
    ]);

    private static PosixSignalRegistration On(PosixSignal asked, Action tell) => PosixSignalRegistration.Create(asked, signal =>
    {
        signal.Cancel = true;
        tell();
    });

    private sealed class Registrations(PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in registrations)
                registration.Dispose();
        }
    }
}
