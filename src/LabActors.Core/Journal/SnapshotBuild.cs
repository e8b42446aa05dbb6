namespace LabActors.Core.Journal;

/// <summary>The build of the domain, in whose functions states are folded.</summary>
public static class SnapshotBuild
{
    /// <summary>Another one for every other source text.</summary>
    public static string Current { get; } = typeof(SnapshotBuild).Assembly.ManifestModule.ModuleVersionId.ToString("N");
}
