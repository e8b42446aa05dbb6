namespace LabActors.Console.FullScreen;

/// <summary>What the keys mean now.</summary>
public abstract record UiMode
{
    private UiMode()
    {
    }

    /// <summary>Keys are commands.</summary>
    public sealed record Watching : UiMode;

    /// <summary>A command is about to be given: Enter gives it, any other key does not.</summary>
    /// <param name="Line">As it would be typed.</param>
    /// <param name="Does">What it will do, in words.</param>
    public sealed record Confirming(string Line, string Does) : UiMode;

    /// <summary>A line is typed.</summary>
    /// <param name="Asks">What is to be typed.</param>
    /// <param name="Before">What the line begins with, which is not typed.</param>
    /// <param name="IsFilter">The line is the filter of the log and no command.</param>
    public sealed record Typing(string Asks, string Before, string Text = "", bool IsFilter = false) : UiMode;

    /// <summary>The help stands over the screen.</summary>
    public sealed record Helping : UiMode;
}
