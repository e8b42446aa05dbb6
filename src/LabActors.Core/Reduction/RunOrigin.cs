namespace LabActors.Core.Reduction;

/// <summary>What a run's own events do not say of where they come from.</summary>
/// <param name="Laboratory">The laboratory's name.</param>
/// <param name="QueueName">Name of the queue that the run was of.</param>
/// <param name="FirstOrdering">The journal's number of the run's first event; 0 when it is not known.</param>
/// <param name="LastOrdering">The journal's number of its last.</param>
public sealed record RunOrigin(string Laboratory, string QueueName, long FirstOrdering, long LastOrdering)
{
    /// <summary>Nothing is known.</summary>
    public static RunOrigin Unknown { get; } = new("", "", 0, 0);
}
