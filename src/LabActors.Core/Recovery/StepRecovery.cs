namespace LabActors.Core.Recovery;

/// <summary>How runs that were cut off in a step are gone on with.</summary>
/// <param name="Window">After a longer outage than this a run is made safe and saved, whatever the policy.</param>
public sealed record StepRecovery(RecoveryPolicy Policy, TimeSpan Window);
