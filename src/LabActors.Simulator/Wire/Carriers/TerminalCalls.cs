using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>What the C library of Linux and macOS offers of pseudo-terminals.</summary>
internal static class TerminalCalls
{
    public const short PollIn = 1;
    public const short PollHangUp = 16;
    private const int ReadWrite = 2;

    // struct termios has 60 bytes on Linux and 72 on macOS.
    private const int AttributeBytes = 256;

    private static readonly bool Mac = OperatingSystem.IsMacOS();
    private static readonly int NoControllingTerminal = Mac ? 0x20000 : 0x100;
    private static readonly int CloseOnExec = Mac ? 0x1000000 : 0x80000;
    private static readonly int NonBlocking = Mac ? 0x4 : 0x800;
    private static readonly int InputQueue = Mac ? 1 : 0;

    // ptsname answers in memory that all threads share.
    private static readonly Lock Naming = new();

    /// <summary>A new pseudo-terminal, raw: the program's side has a path, the other one is held here.</summary>
    /// <exception cref="IOException">There is none to be had.</exception>
    public static (SafeFileHandle Master, string Path) Open()
    {
        var master = Checked(PosixOpenPt(ReadWrite | NoControllingTerminal | CloseOnExec | NonBlocking), "posix_openpt");
        if (GrantPt(master) != 0 || UnlockPt(master) != 0)
            throw Failed("grantpt", master);
        string path;
        lock (Naming)
            path = Marshal.PtrToStringAnsi(PtsName(master)) ?? throw Failed("ptsname", master);

        // Opened once, it says from now on when nobody has it open.
        using var slave = Checked(OpenFile(path, ReadWrite | NoControllingTerminal | CloseOnExec), "open");
        var attributes = new byte[AttributeBytes];
        if (GetAttributes(slave, attributes) != 0)
            throw Failed("tcgetattr", master);
        MakeRaw(attributes);
        return SetAttributes(slave, 0, attributes) == 0 ? (master, path) : throw Failed("tcsetattr", master);
    }

    /// <summary>Throws away what a program that has closed the terminal left unread. False when it has kept it for itself, and nobody else may open it any more.</summary>
    public static bool Clear(string path)
    {
        using var slave = OpenFile(path, ReadWrite | NoControllingTerminal | CloseOnExec | NonBlocking);
        return !slave.IsInvalid && Flush(slave, InputQueue) == 0;
    }

    /// <summary>Waits for one of several handles; what there is of each, 0 where there is nothing.</summary>
    /// <param name="milliseconds">How long; negative for as long as it takes.</param>
    public static short[] Wait(int milliseconds, params ReadOnlySpan<SafeHandle> handles)
    {
        var watched = new PollEntry[handles.Length];
        for (var i = 0; i < watched.Length; i++)
            watched[i] = new PollEntry { Handle = (int)handles[i].DangerousGetHandle(), Wanted = PollIn };

        // Interrupted by a signal there is nothing of any; whoever waits looks again.
        return Poll(watched, (nuint)watched.Length, milliseconds) < 0 ? new short[watched.Length] : Array.ConvertAll(watched, w => w.Found);
    }

    /// <summary>Reads what has come; 0 and less when there is nothing, or nobody at the other end.</summary>
    public static int Read(SafeHandle handle, byte[] buffer) => (int)ReadFile(handle, buffer, buffer.Length);

    /// <summary>Writes, and loses what the other end does not read.</summary>
    public static void Write(SafeFileHandle master, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var count = WriteFile(master, bytes[at..], bytes.Length - at);
            if (count <= 0)
                return;
            at += (int)count;
        }
    }

    private static SafeFileHandle Checked(SafeFileHandle handle, string call) => handle.IsInvalid ? throw Failed(call, handle) : handle;

    private static IOException Failed(string call, SafeFileHandle handle)
    {
        var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        handle.Dispose();
        return new IOException($"no pseudo-terminal for a simulated device: {call}: {reason}");
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Handle;
        public short Wanted;
        public short Found;
    }

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static extern SafeFileHandle PosixOpenPt(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static extern int GrantPt(SafeFileHandle master);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static extern int UnlockPt(SafeFileHandle master);

    [DllImport("libc", EntryPoint = "ptsname", SetLastError = true)]
    private static extern nint PtsName(SafeFileHandle master);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static extern int GetAttributes(SafeFileHandle terminal, [In, Out] byte[] attributes);

    [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static extern int SetAttributes(SafeFileHandle terminal, int when, byte[] attributes);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    private static extern void MakeRaw([In, Out] byte[] attributes);

    [DllImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    private static extern int Flush(SafeFileHandle terminal, int queue);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll([In, Out] PollEntry[] entries, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint ReadFile(SafeHandle file, [Out] byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteFile(SafeFileHandle file, byte[] bytes, nint count);
}
