namespace LabActors.Core.Durations;

/// <summary>What the effect-free run of a script told.</summary>
/// <param name="Key">What other runs of this script have in common with it, see <see cref="ScriptKey"/>.</param>
/// <param name="Times">Its own waits and counts.</param>
public sealed record TracedScript(string Key, ScriptTimes Times);
