using System.Threading.Channels;
using LabActors.Console.Typing;

namespace LabActors.Console.FullScreen;

/// <summary>Keys as they are pressed. Read on a thread of its own: the terminal shows nothing of what is typed only while somebody waits for a key.</summary>
internal static class PressedKeys
{
    // Real time between looks whether the terminal is ours.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Those of the process's terminal, until it cannot be read any more.</summary>
    public static ChannelReader<ConsoleKeyInfo> OfProcess()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        new Thread(() => Read(keys.Writer)) { IsBackground = true, Name = "keys" }.Start();
        return keys.Reader;
    }

    /// <summary>Nobody presses any.</summary>
    public static ChannelReader<ConsoleKeyInfo> None()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        keys.Writer.Complete();
        return keys.Reader;
    }

    private static void Read(ChannelWriter<ConsoleKeyInfo> keys)
    {
        try
        {
            do
            {
                while (!Foreground.IsOurs())
                    Thread.Sleep(Look);
            }
            while (keys.TryWrite(System.Console.ReadKey(intercept: true)));
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException)
        {
            keys.TryComplete(gone);
        }
    }
}
