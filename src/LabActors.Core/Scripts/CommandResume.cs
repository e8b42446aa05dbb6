namespace LabActors.Core.Scripts;

/// <summary>What becomes of a command that was in flight when the node died. Every command has one: <see cref="CommandResumes.Of"/>.</summary>
public enum CommandResume
{
    /// <summary>Done again, under the same id: it reads, it concerns the run's own records, or it is an absolute setting.</summary>
    Repeat,

    /// <summary>Waits for the time that was left when the node died; an interval, whose end is an instant, counts through.</summary>
    WaitOn,

    /// <summary>Goes on at the stage that it had reached, by the instants that are journaled; the run closes the inlet whatever becomes of the script.</summary>
    Equilibrate,

    /// <summary>Goes on after what was measured: same series, same time zero, nothing measured twice.</summary>
    Measure,

    /// <summary>Goes on at the step at which it would be.</summary>
    ByElapsedTime,

    /// <summary>The same calls of the script's function are made again, answered from the record, and then the next.</summary>
    CallBack,

    /// <summary>Never done again by itself: the device is read if it can tell, else somebody decides.</summary>
    Decide,
}
