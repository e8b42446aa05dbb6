namespace LabActors.Actors.Scripts;

/// <summary>One process that runs scripts. What it sends goes to the sink that it was made with.</summary>
public interface IPythonProcess : IDisposable
{
    /// <summary>Starts the process and its reader; returns at once.</summary>
    /// <param name="first">The first line that it is sent.</param>
    void Start(ReadOnlyMemory<byte> first);

    /// <summary>Sends one line. The process computes from now on, until its next request or end.</summary>
    void Send(ReadOnlyMemory<byte> line);

    /// <summary>Sends a cancel, and kills the process when it has not ended within the grace time.</summary>
    void Cancel(string reason, TimeSpan grace);

    /// <summary>Kills the process now; it ends with <see cref="HostMessage.Exited"/>.</summary>
    void Kill(string reason);
}
