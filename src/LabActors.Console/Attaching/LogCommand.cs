using System.CommandLine;
using System.Threading.Channels;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Console.Actors;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Console.View;

namespace LabActors.Console.Attaching;

/// <summary>
/// <c>lab log</c>: what happened on a node, line by line, as <c>lab attach --plain</c> would have shown it; with <c>--follow</c> also what happens from now on, until Ctrl-C. Exit codes: 0, 69 no node answers, 77 the
/// node refused who it was.
/// </summary>
internal sealed class LogCommand(ConsoleStreams streams, IInterrupts interrupts, DemoFolder? demo)
{
    // What is shown where no --since is given.
    private const int NewestLines = 100;

    private readonly AccessOptions _access = new(demo);

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = $"From then on, in laboratory time, UTC (2026-03-02, or 2026-03-02T17:05); the newest {NewestLines} lines when left out.",
        HelpName = "TIME",
        CustomParser = ArchiveOptions.ParseInstant,
    };

    private readonly Option<string> _filter = new("--filter") { Description = "Only lines with this text in them, in any case: a run, a valve, a name, 'error'.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what happens, until Ctrl-C." };

    private readonly Option<bool> _json = new("--json") { Description = "The events behind the lines, one JSON object each, and nothing else." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("log", "What happened on a node that runs.") { _since, _filter, _follow, _access.Node, _access.Data, _access.As, _access.TokenFile, _access.Certs, _access.Cert, _json };
        command.SetAction((parsed, stop) => RunAsync(parsed, stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (await _access.OfAsync(parsed, null, streams.Error) is not { } access)
            return ExitCodes.Unavailable;
        var since = parsed.GetValue(_since);
        var lines = new LogLines(since ?? DateTimeOffset.MinValue, parsed.GetValue(_filter)!, parsed.GetValue(_json));
        var channel = LineChannel.Create();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watched = interrupts.Watch(() => left.TrySetResult(), () => left.TrySetResult());
        var (connection, _, refused) = await NodeConnection.OpenAsync(
            access,
            parsed.GetValue(_json) ? "json" : "plain",
            system => system.ActorOf(ConsoleActor.Props(channel.Writer, RealClockHolds.Instance, LabView.Empty, tellsBeginning: true), "console"),
            streams.Error.WriteLine,
            stop,
            since ?? DateTimeOffset.MinValue);
        if (connection is null)
        {
            await streams.Error.WriteLineAsync($"lab log: {refused!.Why}");
            return refused.Denied ? ExitCodes.Denied : ExitCodes.Unavailable;
        }

        await using (connection)
        {
            var shown = ShowAsync(channel.Reader, lines, newest: since is null, parsed.GetValue(_follow));
            if (await Task.WhenAny(left.Task, shown, connection.System.WhenTerminated) == shown)
                await shown;
        }

        return ExitCodes.Completed;
    }

    private async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LogLines lines, bool newest, bool follow)
    {
        // What was before comes to an end with an update that is no event.
        var before = new Queue<string>();
        await foreach (var update in updates.ReadAllAsync())
        {
            if (update is { Event: null, Source: ConsoleUpdate.BeginningToldBy })
                break;
            foreach (var line in lines.Of(update))
                before.Enqueue(line);
            while (newest && before.Count > NewestLines)
                before.Dequeue();
            while (!newest && before.TryDequeue(out var line))
                await streams.Output.WriteLineAsync(line);
        }

        while (before.TryDequeue(out var line))
            await streams.Output.WriteLineAsync(line);
        await streams.Output.FlushAsync();
        if (!follow)
            return;
        await foreach (var update in updates.ReadAllAsync())
        {
            foreach (var line in lines.Of(update))
                await streams.Output.WriteLineAsync(line);
            await streams.Output.FlushAsync();
        }
    }
}
