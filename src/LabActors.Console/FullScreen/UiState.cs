using System.Collections.Immutable;
using LabActors.Actors.Operators;

namespace LabActors.Console.FullScreen;

/// <summary>What a person has chosen to see, and is about to do; nothing of the laboratory.</summary>
public sealed record UiState
{
    /// <summary>What is seen first.</summary>
    public static UiState Begin { get; } = new();

    /// <summary>The middle of the screen.</summary>
    public ScreenPage Page { get; init; }

    /// <summary>What the keys mean.</summary>
    public UiMode Mode { get; init; } = new UiMode.Watching();

    /// <summary>The row that is selected; empty for the next that waits.</summary>
    public string Row { get; init; } = "";

    /// <summary>The valve that is selected; empty for the first.</summary>
    public string Valve { get; init; } = "";

    /// <summary>Lines that the log is scrolled up.</summary>
    public int Scrolled { get; init; }

    /// <summary>Only lines of the log with this text in them, in any case.</summary>
    public string Filter { get; init; } = "";

    /// <summary>What was told last: the answer to a command, or what became of the line to the node.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>True when <see cref="Told"/> is why something was not done.</summary>
    public bool WasRefused { get; init; }

    /// <summary>The state after something was told.</summary>
    public UiState Tell(string text) => this with { Told = [.. text.Split('\n')], WasRefused = false };

    /// <summary>The state after a command was answered.</summary>
    public UiState Answered(string line, CommandAnswer answer) => this with
    {
        Told = answer.Lines.IsEmpty ? [$"{line}: {(answer.Done ? "done" : "not done")}"] : answer.Lines,
        WasRefused = !answer.Done,
    };
}
