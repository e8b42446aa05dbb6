namespace LabActors.Actors.Scripts;

/// <summary>The bounds of a script process. Times here are real time: they bound computing, not laboratory waits.</summary>
public sealed record ScriptLimits
{
    /// <summary>How long a script may compute without calling a command.</summary>
    public TimeSpan Computing { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a canceled script may take to end before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Memory of the process in bytes, where the system can bound it.</summary>
    public long Memory { get; init; } = 2L << 30;

    /// <summary>Printed lines between two commands; more are counted and dropped.</summary>
    public int LinesBetweenCommands { get; init; } = 200;

    /// <summary>Printed lines of the whole script; more are counted and dropped.</summary>
    public int Lines { get; init; } = 20_000;

    /// <summary>Bytes of one command's arguments, and of a script's text.</summary>
    public int MessageBytes { get; init; } = 4 << 20;
}
