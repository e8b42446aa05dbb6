namespace LabActors.Actors.Scripts;

/// <summary>How a script ended.</summary>
public enum ScriptOutcome
{
    /// <summary><c>main</c> returned.</summary>
    Completed,

    /// <summary>An error in the script, a command that failed, or a process that ended by itself.</summary>
    Failed,

    /// <summary>It was told to stop, or called <c>cancel()</c>, <c>abort()</c> or <c>exit()</c>, and stopped.</summary>
    Canceled,

    /// <summary>Its process was killed: it computed without end, or did not stop within the grace time.</summary>
    Killed,
}
