namespace LabActors.Core.Cluster;

/// <summary>A state of which most voters must have the newest in their journals before it counts: see <see cref="Term{T}"/>.</summary>
/// <typeparam name="T">The state itself.</typeparam>
public interface IVoted<out T>
{
    /// <summary>How many changes have led to it.</summary>
    long Index { get; }

    /// <summary>The same, one change later: a new term goes on from it.</summary>
    T Again();
}
