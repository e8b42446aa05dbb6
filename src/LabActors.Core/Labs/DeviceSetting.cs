namespace LabActors.Core.Labs;

/// <summary>One of the settings that only a driver knows the meaning of, as it stands in the laboratory's file.</summary>
/// <param name="Line">1-based line of the value.</param>
public sealed record DeviceSetting(string Key, string Text, int Line);
