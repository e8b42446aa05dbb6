namespace LabActors.Core.Recovery;

/// <summary>What becomes of a run that an outage cut off.</summary>
public enum RunOutlook
{
    /// <summary>It goes on where it was.</summary>
    Resumed,

    /// <summary>The operator is asked first.</summary>
    Asked,

    /// <summary>It goes on being ended as what it was being ended as.</summary>
    EndsOn,

    /// <summary>It is made safe, and saved as interrupted with all it has.</summary>
    Saved,

    /// <summary>It was over; that is told to its queue.</summary>
    Over,
}
