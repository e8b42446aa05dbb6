using LabActors.Console.Typing;

namespace LabActors.Console.Tests;

/// <summary>Lines that are typed one after the other, each as soon as one is wanted.</summary>
internal sealed class TypedLines(bool isPerson, params string[] lines) : ITypedLines
{
    private readonly Queue<string> _lines = new(lines);
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when everything was read and acted on: when more is asked for.</summary>
    public Task AllRead => _read.Task;

    public bool IsPerson => isPerson;

    public Task<string?> ReadLineAsync(CancellationToken stop)
    {
        if (_lines.TryDequeue(out var line))
            return Task.FromResult<string?>(line);
        _read.TrySetResult();
        return Task.FromResult<string?>(null);
    }
}
