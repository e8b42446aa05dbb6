namespace LabActors.Core.Conditionals;

/// <summary>Words for <see cref="ConditionalLevel"/>.</summary>
public static class ConditionalLevels
{
    /// <summary><c>system, queue, run, script</c>.</summary>
    public static string Words(this ConditionalLevel level) => level.ToString().ToLowerInvariant();
}
