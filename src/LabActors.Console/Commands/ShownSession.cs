using System.Threading.Channels;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;

namespace LabActors.Console.Commands;

/// <summary>What happens in a laboratory of this process, shown.</summary>
internal sealed class ShownSession
{
    // Real time for an idle actor to answer; a fraction of a millisecond when all is well.
    public static readonly TimeSpan SubscriptionLimit = TimeSpan.FromSeconds(10);

    private readonly IActorRef _console;

    private ShownSession(IActorRef console, Task shown) => (_console, Shown) = (console, shown);

    /// <summary>Completes when everything has been shown: after <see cref="Finish"/>, or with the node.</summary>
    public Task Shown { get; }

    /// <summary>Everything that happens from now on is shown.</summary>
    /// <param name="channel">Between the laboratory and whoever reads.</param>
    /// <param name="holds">The clock that waits while the channel is full.</param>
    public static async Task<ShownSession> StartAsync(ILabSession session, IConsoleRenderer renderer, Channel<ConsoleUpdate> channel, IClockHolds holds, LabView before, ConsoleSeat seat)
    {
        var console = session.System.ActorOf(ConsoleActor.Props(channel.Writer, holds, before), "console");
        await console.Ask<ConsoleProtocol.Watching>(new ConsoleProtocol.Watch(), SubscriptionLimit);
        var notices = session.System.ActorOf(NoticesActor.Props(renderer.Tell), "notices");
        await notices.Ask<ActorIdentity>(new Identify(notices), SubscriptionLimit);
        return new ShownSession(console, Task.Run(() => ShowAsync(session, renderer, channel, seat)));
    }

    /// <summary>Nothing more is to be shown than what has come already.</summary>
    public void Finish() => _console.Tell(new ConsoleProtocol.Finish());

    private static async Task ShowAsync(ILabSession session, IConsoleRenderer renderer, Channel<ConsoleUpdate> channel, ConsoleSeat seat)
    {
        try
        {
            await renderer.ShowAsync(channel.Reader, session.Laboratory, seat);
        }
        finally
        {
            // However it ended: nobody waits for room in a channel that nobody reads.
            channel.Writer.TryComplete();
        }
    }
}
