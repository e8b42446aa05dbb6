using System.Threading.Channels;
using LabActors.Console.Actors;

namespace LabActors.Console.Screen;

/// <summary>The channel of renderers that show every event: full, it makes the laboratory's clock wait.</summary>
internal static class LineChannel
{
    private const int Lines = 1024;

    public static Channel<ConsoleUpdate> Create() => Channel.CreateBounded<ConsoleUpdate>(
        new BoundedChannelOptions(Lines) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });
}
