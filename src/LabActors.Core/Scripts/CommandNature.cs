namespace LabActors.Core.Scripts;

/// <summary>
/// What a command is for whoever resumes a run: what may be done with one that was under way when the program died.
/// </summary>
public enum CommandNature
{
    /// <summary>Concerns only the run's own records (messages, fits, conditionals, intervals): repeat.</summary>
    Local,

    /// <summary>Reads something: repeat.</summary>
    Query,

    /// <summary>Brings a device into a stated state: repeat after reading the state.</summary>
    IdempotentSet,

    /// <summary>Waits: resume what is left of it, from the recorded start.</summary>
    Wait,

    /// <summary>Does something that must not happen twice (a shot, a drop, a move with power): never repeat blindly.</summary>
    OneShot,

    /// <summary>Consumes gas while it measures: continue from the stored points, or fail, by policy.</summary>
    Acquisition,

    /// <summary>A sequence of valves with a timer of its own that outlives the command.</summary>
    Equilibration,
}
