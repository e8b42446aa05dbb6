namespace LabActors.Node.Torture;

/// <summary>Where experiments are cut and forked.</summary>
public static class TortureFolder
{
    private const string InMemory = "/dev/shm";

    /// <summary>
    /// An empty folder, in memory where the system has such a place: what is tried is what was written, not the disk, and a disk takes milliseconds for each of some thousand
    /// synced writes of a life.
    /// </summary>
    public static DirectoryInfo Create() => Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"labactors-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("labactors-");
}
