namespace LabActors.Core.Conditionals;

/// <summary>What a conditional does when it trips, and when it is tested.</summary>
public enum ConditionalKind
{
    /// <summary>Changes the queue; may truncate or terminate besides.</summary>
    Modification,

    /// <summary>Ends the block that is being measured; the run goes on and is saved as truncated.</summary>
    Truncation,

    /// <summary>Runs a piece of script; ends the block unless it resumes.</summary>
    Action,

    /// <summary>Ends the run; the queue goes on.</summary>
    Termination,

    /// <summary>Ends the run and cancels the queue.</summary>
    Cancelation,

    /// <summary>A truncation that is tested while the gas equilibrates only.</summary>
    Equilibration,

    /// <summary>Tested on a live reading before extraction and again before measurement; ends the run.</summary>
    PreRunTermination,

    /// <summary>Tested when the run has been saved; ends the queue.</summary>
    PostRunTermination,

    /// <summary>Tested when the run has been saved: <c>cancel</c> or <c>repeat</c>.</summary>
    PostRunAction,

    /// <summary>A whiff's: its action is the word that the script gets.</summary>
    Whiff,
}
