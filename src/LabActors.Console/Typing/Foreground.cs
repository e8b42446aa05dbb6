using System.Runtime.InteropServices;

namespace LabActors.Console.Typing;

/// <summary>Whose the terminal is. A process that reads it from the background is stopped, and a queue with it.</summary>
internal static class Foreground
{
    /// <summary>True while this process may read its terminal.</summary>
    public static bool IsOurs() => OperatingSystem.IsWindows() || TerminalGroup(0) == ProcessGroup();

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    private static extern int TerminalGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    private static extern int ProcessGroup();
}
