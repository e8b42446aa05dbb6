using System.Collections.Immutable;

namespace LabActors.Actors.Operators;

/// <summary>What came of a command.</summary>
/// <param name="Done">False when it was refused, denied, wrong, or failed.</param>
/// <param name="Lines">What is to be told, line by line.</param>
public sealed record CommandAnswer(bool Done, ImmutableArray<string> Lines)
{
    /// <summary>It was done.</summary>
    public static CommandAnswer Yes(params ImmutableArray<string> lines) => new(true, lines);

    /// <summary>It was not.</summary>
    public static CommandAnswer No(params ImmutableArray<string> lines) => new(false, lines);

    /// <summary>Somebody answered what nobody expected.</summary>
    public static CommandAnswer Unexpected(string asked, object answer) => No($"{asked} answered {answer}");
}
