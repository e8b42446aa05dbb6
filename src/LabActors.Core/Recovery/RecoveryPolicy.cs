namespace LabActors.Core.Recovery;

/// <summary>Who says that a run goes on after an outage.</summary>
public enum RecoveryPolicy
{
    /// <summary>It goes on by itself.</summary>
    Auto,

    /// <summary>The operator is asked; without an answer it is made safe and saved.</summary>
    Ask,

    /// <summary>The operator is asked, and waited for.</summary>
    Hold,
}
