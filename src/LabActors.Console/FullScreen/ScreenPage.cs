namespace LabActors.Console.FullScreen;

/// <summary>What the middle of the screen shows.</summary>
public enum ScreenPage
{
    /// <summary>Queues and runs, and the newest of everything else.</summary>
    Overview,

    /// <summary>The line and its gauges.</summary>
    Line,

    /// <summary>Newest readings with plots and fits.</summary>
    Readings,

    /// <summary>Who holds what, and who waits for it.</summary>
    Leases,

    /// <summary>What happened.</summary>
    Log,
}
