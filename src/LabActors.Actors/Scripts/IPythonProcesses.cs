namespace LabActors.Actors.Scripts;

/// <summary>Makes script processes.</summary>
public interface IPythonProcesses
{
    /// <summary>Makes a process that is not started yet.</summary>
    /// <param name="name">What it is for, in words: appears in stall reports and thread names.</param>
    /// <param name="limits">Its bounds.</param>
    /// <param name="sink">Receives its messages, on its reader thread, in order.</param>
    IPythonProcess Create(string name, ScriptLimits limits, Action<HostMessage> sink);
}
