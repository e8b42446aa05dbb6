namespace LabActors.Console.FullScreen;

/// <summary>Colours of a cell: those that every terminal has. What they say is said in words too.</summary>
public enum Ink
{
    /// <summary>The terminal's own.</summary>
    Plain,

    /// <summary>What is of less weight.</summary>
    Dim,

    /// <summary>Open, done.</summary>
    Green,

    /// <summary>Moving, waiting for a person.</summary>
    Yellow,

    /// <summary>Unknown, failed, refused.</summary>
    Red,

    /// <summary>What goes on.</summary>
    Aqua,

    /// <summary>Closed.</summary>
    Blue,
}
