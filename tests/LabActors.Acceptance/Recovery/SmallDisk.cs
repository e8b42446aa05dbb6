using System.Diagnostics;

namespace LabActors.Acceptance.Recovery;

/// <summary>A disk of a few megabytes, in memory; only root can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string folder, int megabytes)
    {
        Folder = folder;
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder).ShouldBe(0);
    }

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    public void Resize(int megabytes) => Run("mount", "-o", $"remount,size={megabytes}m", Folder).ShouldBe(0);

    public void Dispose() => Run("umount", "-l", Folder);

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "a small disk can only be mounted by root, on Linux";
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.FullName) != 0)
                return "this machine does not let anybody mount a small disk";
            Run("umount", folder.FullName);
            return null;
        }
        finally
        {
            folder.Delete();
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
