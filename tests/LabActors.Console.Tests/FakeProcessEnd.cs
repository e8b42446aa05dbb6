using LabActors.Actors.Supervision;

namespace LabActors.Console.Tests;

/// <summary>A process that would have ended.</summary>
internal sealed class FakeProcessEnd : IProcessEnd
{
    private readonly TaskCompletionSource<int> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Code => _code.Task;

    public void Exit(int code) => _code.TrySetResult(code);
}
