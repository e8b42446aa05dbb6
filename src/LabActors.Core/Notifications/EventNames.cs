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

    /// <summary>Somebody paused the queue: it goes on when it is resumed.</summary>
    public const string Hold = "HOLD";

    /// <summary>A question to the operator is open in mid-experiment.</summary>
    public const string Question = "QUESTION";

    /// <summary>A device does not answer, and a run waits for it.</summary>
    public const string DeviceLost = "DEVICE_LOST";

    /// <summary>The device answers again.</summary>
    public const string DeviceBack = "DEVICE_BACK";

    /// <summary>An error flag was raised: nothing is started before it is cleared.</summary>
    public const string Error = "ERROR";

    /// <summary>A limit of the laboratory was passed, and what it closes and switches off was told to: state <c>tripped</c>, or <c>unconfirmed</c> when something was not seen to be done.</summary>
    public const string Trip = "TRIP";

    /// <summary>Somebody reset it.</summary>
    public const string TripReset = "TRIP_RESET";

    /// <summary>The node, or its journal, was away in mid-experiment, and goes on.</summary>
    public const string Recovered = "RECOVERED";

    /// <summary>Another node of the laboratory does not answer.</summary>
    public const string NodeLost = "NODE_LOST";

    /// <summary>It is back.</summary>
    public const string NodeBack = "NODE_BACK";

    /// <summary>What every experiment has, in its order.</summary>
    public static ImmutableArray<string> OfExperiments { get; } = [StartQueue, StartRun, SaveRun, EndRun, EndQueue];

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [.. OfExperiments, Hold, Question, DeviceLost, DeviceBack, Error, Trip, TripReset, Recovered, NodeLost, NodeBack];
}
