using System.CommandLine;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Console.Actors;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.Typing;
using LabActors.Console.View;

namespace LabActors.Console.Attaching;

/// <summary>
/// <c>lab attach</c>: shows a node that runs elsewhere and commands it. Ctrl-C detaches; what runs goes on. Exit codes: 0 detached, 69 no node answers, 77 the node refused.
/// </summary>
internal sealed class AttachCommand(ConsoleStreams streams, IInterrupts interrupts, DemoFolder? demo, Func<bool, bool, IConsoleRenderer> renderers)
{
    private readonly AccessOptions _access = new(demo);

    private readonly Argument<ConsoleAddress?> _node = new("HOST[:PORT]")
    {
        Description = "The node; the one that runs on this computer when left out.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = AccessOptions.ParseAddress,
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output and nothing else." };

    private readonly Option<bool> _plain = new("--plain") { Description = "Lines of text instead of the full screen; also what a pipe or a file gets." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("attach", "Attach a console to a node that runs: see it, command it, leave again.") { _node, _access.As, _access.TokenFile, _access.Certs, _access.Cert, _access.Data, _plain, _json };
        command.SetAction((parsed, stop) => RunAsync(parsed, stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (await _access.OfAsync(parsed, parsed.GetValue(_node), streams.Error) is not { } access)
            return ExitCodes.Unavailable;
        var (json, plain) = (parsed.GetValue(_json), parsed.GetValue(_plain));
        var renderer = renderers(json, plain);
        var channel = renderer.CreateChannel();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watched = interrupts.Watch(() => left.TrySetResult(), () => left.TrySetResult());

        var (connection, to, refused) = await NodeConnection.OpenAsync(
            access, json ? "json" : renderer.TakesKeys ? "screen" : "plain", system => system.ActorOf(ConsoleActor.Props(channel.Writer, RealClockHolds.Instance, LabView.Empty), "console"), renderer.Tell, stop);
        if (connection is null)
        {
            await streams.Error.WriteLineAsync($"lab attach: {refused!.Why}");
            return refused.Denied ? ExitCodes.Denied : ExitCodes.Unavailable;
        }

        await using (connection)
        {
            if (!renderer.TakesKeys)
                connection.System.ActorOf(KeyboardActor.Props(streams.Typed, connection.DoAsync, always: true, renderer), "keyboard").Tell(new ConsoleProtocol.Watch());
            var shown = renderer.ShowAsync(channel.Reader, Describe(to!), new ConsoleSeat($"{to!.User}, {to.Role}, at {to.Node}", ConsoleLeave.Detaches, connection.DoAsync, Clock: null));
            renderer.Tell($"attached to {to.Node} at {access.Node} as {to.User}, {to.Role}; Ctrl-C detaches, what runs goes on");
            await Task.WhenAny(left.Task, shown, connection.System.WhenTerminated);
            if (renderer.TakesKeys)
            {
                // The terminal is given back before anything is written to it.
                channel.Writer.TryComplete();
                await shown;
            }

            if (!connection.System.WhenTerminated.IsCompleted)
                return ExitCodes.Completed;
            await streams.Error.WriteLineAsync($"lab attach: {NodeConnection.Broken.Why}");
            return ExitCodes.Unavailable;
        }
    }

    private static LabDescription Describe(OperatorProtocol.Attached to) => new(to.Laboratory, to.Simulated, LabTime.Parse(to.Time) ?? LabTime.Real, to.Seed, to.Data) { Line = to.Line };
}
