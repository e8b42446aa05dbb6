namespace LabActors.Console.Typing;

/// <summary>Where a person or a program types answers and commands.</summary>
public interface ITypedLines
{
    /// <summary>
    /// True for a person at a terminal: lines are for us whenever they come. What a pipe or a file holds may be meant for the program that comes
    /// after this one, and is only read when it was asked for.
    /// </summary>
    bool IsPerson { get; }

    /// <summary>The next line; null when there is nobody to ask, or nothing more to come. One call at a time.</summary>
    /// <param name="stop">The line is not wanted any more; what comes later is kept for the next call.</param>
    Task<string?> ReadLineAsync(CancellationToken stop);
}
