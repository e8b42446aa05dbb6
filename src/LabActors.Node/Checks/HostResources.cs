using System.Globalization;
using LabActors.Core.Execution.Checks;

namespace LabActors.Node.Checks;

/// <summary>What this computer has left.</summary>
public static class HostResources
{
    private const string MemInfo = "/proc/meminfo";

    /// <summary>Free memory, and free disk where a folder is or will be.</summary>
    public static HostState Now(string folder) => new(FreeMemory() / 1e6, FreeDisk(folder) / 1e6);

    /// <summary>Bytes. On Linux what the kernel says is available without swapping; elsewhere as the runtime saw it at its last collection.</summary>
    private static double FreeMemory()
    {
        if (File.Exists(MemInfo)
            && File.ReadLines(MemInfo).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) is { } available
            && double.TryParse(available.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture, out var kibibytes))
        {
            return kibibytes * 1024;
        }

        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }

    private static double FreeDisk(string folder)
    {
        var existing = new DirectoryInfo(Path.GetFullPath(folder));
        while (!existing.Exists && existing.Parent is { } parent)
            existing = parent;
        return new DriveInfo(existing.FullName).AvailableFreeSpace;
    }
}
