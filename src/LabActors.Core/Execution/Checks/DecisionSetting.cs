namespace LabActors.Core.Execution.Checks;

/// <summary>What is taken when nobody answers, and after which time.</summary>
public sealed record DecisionSetting(string Default, TimeSpan Limit);
