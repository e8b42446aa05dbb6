using System.Net.Sockets;
using Akka.Actor;
using LabActors.Actors.Operators;

namespace LabActors.Console.Attaching;

/// <summary>A console's actor system and its line to a node.</summary>
internal sealed class NodeConnection : IAsyncDisposable
{
    // Real time for an actor of this process to answer.
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly IActorRef _attachment;

    /// <summary>What is said when the line breaks in a way that this console cannot mend.</summary>
    public static AttachmentProtocol.IsNot Broken { get; } = new("the line to the node broke: what answers there is no node any more; what runs on the node goes on", Denied: false);

    private NodeConnection(ActorSystem system, IActorRef attachment) => (System, _attachment) = (system, attachment);

    /// <summary>The console's own actor system; events of the node are published on its event stream.</summary>
    public ActorSystem System { get; }

    /// <summary>Attaches.</summary>
    /// <param name="since">The log since then is wanted instead of the state; laboratory time.</param>
    /// <param name="console">Makes the actor that shows what comes; nobody for a console that only gives commands.</param>
    /// <returns>The connection and what the node is, or why there is none.</returns>
    public static async Task<(NodeConnection? Connection, OperatorProtocol.Attached? To, AttachmentProtocol.IsNot? Refused)> OpenAsync(
        ConsoleAccess access, string kind, Func<ActorSystem, IActorRef>? console, Action<string> tell, CancellationToken stop, DateTimeOffset? since = null)
    {
        ActorSystem system;
        try
        {
            system = NodeLine.Create(access);
        }
        catch (SocketException unreachable)
        {
            return (null, null, new AttachmentProtocol.IsNot($"found no way to {access.Node} ({unreachable.Message}), expected a node", Denied: false));
        }

        var shown = console?.Invoke(system) ?? ActorRefs.Nobody;
        var attachment = system.ActorOf(
            AttachmentActor.Props(new AttachmentActor.Order(access.Node, access.User, access.Token, kind, console is not null, shown, tell, TimeProvider.System) { Line = access.Line, Since = since, Find = access.Find }), "attachment");
        var connection = new NodeConnection(system, attachment);
        switch (await connection.OrBrokenAsync<object>(attachment.Ask<object>(new AttachmentProtocol.WhenAttached(), Timeout.InfiniteTimeSpan, stop), Broken))
        {
            case AttachmentProtocol.IsAttached attached:
                return (connection, attached.To, null);
            case AttachmentProtocol.IsNot not:
                await connection.DisposeAsync();
                return (null, null, not);
            case var other:
                throw new InvalidOperationException($"the attachment answered {other}");
        }
    }

    /// <summary>Does a command on the node.</summary>
    public async Task<CommandAnswer> DoAsync(string line)
    {
        var (files, problem) = FilesOfLine.Read(line);
        return problem is not null ? CommandAnswer.No(problem) : await OrBrokenAsync(
            _attachment.Ask<CommandAnswer>(new AttachmentProtocol.Do(line, files), Timeout.InfiniteTimeSpan),
            CommandAnswer.No($"{Broken.Why}; whether the command was done is not known"));
    }

    /// <summary>Akka.NET shuts the console's actor system down when a handshake fails that began after the look: nobody answers any more.</summary>
    private async Task<T> OrBrokenAsync<T>(Task<T> asked, T broken) => await Task.WhenAny(asked, System.WhenTerminated) == asked ? await asked : broken;

    /// <summary>Leaves; what runs on the node goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _attachment.Ask<AttachmentProtocol.Leave>(new AttachmentProtocol.Leave(), FarewellLimit);
        }
        catch (AskTimeoutException)
        {
            // The node will notice that nothing is heard of this console any more.
        }

        await System.Terminate();
    }
}
