using System.Collections.Immutable;

namespace LabActors.Core.Notifications;

/// <summary>The names of experiment events.</summary>
public static class EventNames
{
    /// <summary>A queue began.</summary>
    public const string StartQueue = "START_QUEUE";

    /// <summary>A run began.</summary>
    public const string StartRun = "START_RUN";

    /// <summary>A run is about to be saved.</summary>
    public const string SaveRun = "SAVE_RUN";

    /// <summary>A run is over.</summary>
    public const string EndRun = "END_RUN";

    /// <summary>A queue is over: once.</summary>
    public const string EndQueue = "END_QUEUE";

    /// <summary>All of them, in the order of an experiment.</summary>
    public static ImmutableArray<string> All { get; } = [StartQueue, StartRun, SaveRun, EndRun, EndQueue];
}
