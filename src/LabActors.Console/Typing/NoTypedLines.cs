namespace LabActors.Console.Typing;

/// <summary>Nobody is there.</summary>
public sealed class NoTypedLines : ITypedLines
{
    /// <summary>The one instance.</summary>
    public static NoTypedLines Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsPerson => false;

    /// <inheritdoc/>
    public Task<string?> ReadLineAsync(CancellationToken stop) => Task.FromResult<string?>(null);
}
