namespace LabActors.Core.Durations;

/// <summary>How long one script takes, and when within it the inlet moves; s since the script's start.</summary>
/// <param name="Length">From its start to its end.</param>
/// <param name="InletOpens">When the first inlet is open; null for a script that lets no gas in.</param>
/// <param name="InletCloses">When the last inlet is closed; null when it opens none, or leaves it open.</param>
/// <param name="PostEquilibration">When the post-equilibration script is started; null when it is not.</param>
public sealed record ScriptTimes(double Length, double? InletOpens = null, double? InletCloses = null, double? PostEquilibration = null);
