namespace LabActors.Console.Commands;

/// <summary>Where a person or a program types answers to questions.</summary>
public interface IAnswerInput
{
    /// <summary>The next line; null when there is nobody to ask, or nothing more to come.</summary>
    /// <param name="stop">The question has its answer.</param>
    Task<string?> ReadLineAsync(CancellationToken stop);
}
