namespace LabActors.Console.FullScreen;

/// <summary>What a key asks of the console.</summary>
public abstract record UiCommand
{
    private UiCommand()
    {
    }

    /// <summary>A line goes to the node.</summary>
    public sealed record Do(string Line) : UiCommand;

    /// <summary>The console leaves; what runs goes on.</summary>
    public sealed record Leave : UiCommand;

    /// <summary>The whole screen is drawn anew.</summary>
    public sealed record Redraw : UiCommand;
}
