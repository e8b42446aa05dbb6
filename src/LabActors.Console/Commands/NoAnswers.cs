namespace LabActors.Console.Commands;

/// <summary>Nobody is there.</summary>
public sealed class NoAnswers : IAnswerInput
{
    /// <summary>The one instance.</summary>
    public static NoAnswers Instance { get; } = new();

    /// <inheritdoc/>
    public Task<string?> ReadLineAsync(CancellationToken stop) => Task.FromResult<string?>(null);
}
