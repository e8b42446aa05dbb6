namespace LabActors.Core.Lines;

/// <summary>One command to a valve's device.</summary>
/// <param name="Address">At the device.</param>
/// <param name="On">What is told: open, or close.</param>
/// <param name="After">What is waited for since the step before.</param>
public sealed record ValveStep(string Address, bool On, TimeSpan After);
