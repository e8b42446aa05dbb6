using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Threading.Channels;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Console.Actors;
using LabActors.Console.Attaching;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Operators;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab node</c>: a node without a screen, which runs until it is told to stop. It goes on with what it finds and starts nothing by itself; operators attach. Exit codes: 0 stopped in good order, 1 refused,
/// 2 it went down by itself, 4 ended by force.
/// </summary>
internal sealed class NodeCommand(ILaboratory laboratory, ConsoleStreams streams, ProgramStops stops, QueueOptions options, VerbCommands verbs, DemoFolder? demo)
{
    // Lines that wait for a slow reader of the output; a laboratory waits for no log.
    private const int MostLines = 16 * 1024;

    private readonly Option<string?> _node = new("--node") { Description = "Which node of lab.yaml this is; left out where there is one.", HelpName = "NAME" };

    private readonly Option<DnsEndPoint?> _listen = new("--listen")
    {
        Description = $"Where consoles attach, as they dial it; what node.conf says when left out, else 127.0.0.1:{OperatorProtocol.DefaultPort}. Beyond this computer it takes certificates and users.",
        HelpName = "HOST[:PORT]",
        CustomParser = ParseListen,
    };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        options.Data.Description = "Folder of journal, results and logs, continued at each start; data/node, or data/NAME, when left out.";
        options.Time.Description = "Laboratory time: real, virtual (as fast as it can), or xN (N times real); real when left out.";
        var command = new Command("node", "Run a node without a screen until it is told to stop: it goes on with what it finds, and consoles attach.")
        {
            options.Lab, _node, options.Scripts, options.Data, options.Time, options.Ports, options.Faults, options.Seed, options.Outage, options.Decide, _listen, options.Json,
        };
        command.SetAction(RunAsync);
        command.Subcommands.Add(verbs.CreateDrain());
        return command;
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var asked = options.Of(parsed, []);
        var node = parsed.GetValue(_node);
        IConsoleRenderer renderer = parsed.GetValue(options.Json) ? new JsonConsole(streams.Output, streams.Error) : new PlainConsole(streams.Ansi, streams.Output);
        return new HostedLaboratory(laboratory, renderer, stops, streams.Error).RunAsync(
            asked with
            {
                Purpose = LabPurpose.Node,
                Node = node,
                Data = parsed.GetValue(options.Data) ?? Path.Combine(DemoFolder.Data(demo), node ?? "node"),
                Time = asked.Time ?? LabTime.Real,
                Listen = parsed.GetValue(_listen),
            },
            cancel: null,
            (session, start, stopping) => ServeAsync(session, renderer, start, stopping),
            stop);
    }

    private static async Task<int> ServeAsync(ILabSession session, IConsoleRenderer renderer, LabStart start, NodeStop stopping)
    {
        var dropped = 0;
        var channel = Channel.CreateBounded<ConsoleUpdate>(
            new BoundedChannelOptions(MostLines) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref dropped));
        var display = await ShownSession.StartAsync(session, renderer, channel, RealClockHolds.Instance, LabView.After(start.Before), new ConsoleSeat("node", ConsoleLeave.Stays, Do: null, session.Clock.Time));
        foreach (var address in await session.ServeAsync())
            renderer.Tell($"consoles attach at {address}");
        renderer.Tell("the node runs");

        await Task.WhenAny(stopping.Wanted, session.System.WhenTerminated, session.Drained);
        var wanted = stopping.Wanted.IsCompleted || session.Drained.IsCompleted;
        await session.DisposeAsync();
        await display.Shown;
        if (dropped > 0)
            renderer.Tell($"{dropped} events were not written here, since whoever reads this was too slow; the journal has them");
        renderer.Tell(wanted ? "the node has stopped" : "THE NODE WENT DOWN by itself: its log says why");
        return wanted ? ExitCodes.Completed : ExitCodes.Failed;
    }

    private static DnsEndPoint? ParseListen(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (HostAndPort.Parse(text, OperatorProtocol.DefaultPort, leastPort: 0) is { } found)
            return found;
        result.AddError($"--listen: found '{text}', expected HOST or HOST:PORT");
        return null;
    }
}
