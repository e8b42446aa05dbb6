using System.Runtime.InteropServices;

namespace LabActors.Console.Commands;

/// <summary>Signals of this process. While watched they end nothing by themselves; the third Ctrl-C is not held back any more.</summary>
public sealed class ProcessInterrupts : IInterrupts
{
    private const int MostHeldBack = 2;

    /// <inheritdoc/>
    public IDisposable Watch(Action interrupted, Action terminated)
    {
        var count = 0;
        PosixSignalRegistration[] registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                if (Interlocked.Increment(ref count) > MostHeldBack)
                    return;
                signal.Cancel = true;
                interrupted();
            }),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Terminate),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Terminate),
        ];
        return new Registrations(registrations);

        void Terminate(PosixSignalContext signal)
        {
            signal.Cancel = true;
            terminated();
        }
    }

    private sealed class Registrations(PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in registrations)
                registration.Dispose();
        }
    }
}
