using System.Diagnostics;

namespace LabActors.Actors.Supervision;

/// <summary>The end of this process: <see cref="Environment.Exit"/>, and where that hangs too (in a handler of the exit), as if it were killed.</summary>
public sealed class ProcessEnd : IProcessEnd
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Exit(int code)
    {
        using var kill = new Timer(_ => Process.GetCurrentProcess().Kill(), null, Patience, Timeout.InfiniteTimeSpan);
        Environment.Exit(code);
    }
}
