namespace LabActors.Acceptance.Recovery;

/// <summary>A test that fills a disk; skipped, with the reason, where none can be had for that.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
