namespace LabActors.Core.Execution;

/// <summary>The stages of a queue's row.</summary>
public enum RowStage
{
    /// <summary>Still to be run.</summary>
    NotRun,

    /// <summary>Its run is in flight and holds the line.</summary>
    Launched,

    /// <summary>Its run is in flight and has left the line to the next.</summary>
    OverlapReached,

    /// <summary>Its run has ended and is saved.</summary>
    Finished,

    /// <summary>It said skip when its turn came.</summary>
    Skipped,
}
