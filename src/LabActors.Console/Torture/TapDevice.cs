using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LabActors.Console.Torture;

/// <summary>A network card of Linux whose cable ends in this process: Ethernet frames are read and written. It is gone when it is closed, or its namespace is removed.</summary>
internal sealed class TapDevice : IDisposable
{
    /// <summary>Where cards are made.</summary>
    public const string Path = "/dev/net/tun";

    /// <summary>The largest frame: 1500 bytes of payload, header, tag.</summary>
    public const int LargestFrame = 1522;

    // linux/if_tun.h and if.h.
    private const nuint TunSetInterface = 0x400454ca;
    private const short TapWithoutHeader = 0x0002 | 0x1000;
    private const int RequestLength = 40, NameLength = 16;

    private readonly SafeFileHandle _handle;
    private readonly FileStream _frames;

    /// <summary>Makes a card.</summary>
    /// <param name="name">Its name, at most 15 characters.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Only root may.</exception>
    public TapDevice(string name)
    {
        Name = name;
        _handle = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var request = new byte[RequestLength];
        Encoding.ASCII.GetBytes(name, request.AsSpan(0, NameLength - 1));
        BitConverter.TryWriteBytes(request.AsSpan(NameLength), TapWithoutHeader);
        if (Control(_handle, TunSetInterface, request) != 0)
        {
            var error = Marshal.GetLastPInvokeErrorMessage();
            _handle.Dispose();
            throw new IOException($"{Path}: no network card {name}: {error}");
        }

        // Not buffered: each read is a frame, each write one.
        _frames = new FileStream(_handle, FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Waits for a frame; its length.</summary>
    /// <exception cref="IOException">The card is gone.</exception>
    public int Read(Span<byte> frame) => _frames.Read(frame);

    /// <summary>Sends a frame; one that the card does not take, since it is down or its queue is full, is lost as on any cable.</summary>
    public void Write(ReadOnlySpan<byte> frame)
    {
        try
        {
            _frames.Write(frame);
        }
        catch (IOException)
        {
            // Ethernet promises nothing.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(SafeFileHandle file, nuint request, byte[] argument);
}
