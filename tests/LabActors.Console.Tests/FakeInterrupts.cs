using LabActors.Actors.Supervision;

namespace LabActors.Console.Tests;

/// <summary>Signals that a test gives.</summary>
internal sealed class FakeInterrupts : IInterrupts
{
    private Action _interrupted = () => { };
    private Action _terminated = () => { };

    public IDisposable Watch(Action interrupted, Action terminated)
    {
        (_interrupted, _terminated) = (interrupted, terminated);
        return new Ended();
    }

    public void CtrlC() => _interrupted();

    public void Terminate() => _terminated();

    private sealed class Ended : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
