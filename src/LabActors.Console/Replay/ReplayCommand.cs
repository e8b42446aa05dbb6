using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.Serialization;
using LabActors.Actors.Supervision;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Journal.Events;
using LabActors.Core.Replay;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary>
/// <c>lab replay</c>: what the journal of a data folder tells of a moment, a film of it, or whether this build would decide as it was decided. Exit codes: 0; 1 when the journal
/// cannot be read or a decision differs.
/// </summary>
internal sealed class ReplayCommand(DemoFolder? demo, ConsoleStreams streams, IInterrupts interrupts, TimeProvider time, Func<bool, bool, IConsoleRenderer> renderers)
{
    private readonly JournalOptions options = new(demo);

    private readonly Option<LabTime?> follow = new("--follow")
    {
        Description = "Play the journal like a film at N times its pace, from --at or --event on where one is given.",
        HelpName = "xN|real|virtual",
        CustomParser = ParsePace,
    };

    private readonly Option<bool> verify = new("--verify") { Description = "Make the recorded experiment's decisions again with this build, and show the first that would differ." };

    private readonly Option<bool> plain = new("--plain") { Description = "Lines of text instead of the full screen." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("replay", "Show what a journal tells: the state of everything as of a moment, a film, or whether this build decides the same.")
        {
            options.Folder, options.At, options.Event, follow, verify, options.Lab, options.Json, plain,
        };
        command.Validators.Add(result =>
        {
            var (at, number) = (result.GetResult(options.At) is not null, result.GetResult(options.Event) is not null);
            if (at && number)
                result.AddError("--at and --event: expected one of them");
            if (result.GetValue(verify) && (at || number || result.GetResult(follow) is not null))
                result.AddError("--verify goes through the whole journal: --at, --event and --follow do not go with it");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (options.Open(parsed, parsed.GetValue(options.Folder), streams.Error) is not { } journal)
            return ExitCodes.Refused;
        try
        {
            if (parsed.GetValue(verify))
                return await new JournalVerifier(streams).RunAsync(journal, options.LabFolder(parsed), parsed.GetValue(options.Json), stop);
            return parsed.GetValue(follow) is { } pace ? await PlayAsync(parsed, journal, pace, stop) : await ShowAsync(parsed, journal, stop);
        }
        catch (Exception unreadable) when (unreadable is SerializationException or InvalidDataException)
        {
            await streams.Error.WriteLineAsync($"lab replay: {journal.Folder}: {unreadable.Message}");
            return ExitCodes.Refused;
        }
    }

    private async Task<int> ShowAsync(ParseResult parsed, JournalArchive journal, CancellationToken stop)
    {
        var lab = LabState.Empty;
        Moment? moment = null;
        DateTimeOffset? asked = null;
        await foreach (var e in journal.ReadAsync(stop))
        {
            asked ??= parsed.GetValue(options.At)?.In(e.Event.At);
            moment ??= MomentOf(parsed, e.Event.At);
            if (moment.Includes(e))
                lab = lab.Apply(e);
        }

        if (parsed.GetValue(options.Json))
        {
            await streams.Output.WriteLineAsync(StateJson.Of(lab, journal.Folder));
        }
        else
        {
            foreach (var line in StateText.Lines(lab, journal.Folder, asked))
                await streams.Output.WriteLineAsync(line);
        }

        return ExitCodes.Completed;
    }

    private async Task<int> PlayAsync(ParseResult parsed, JournalArchive journal, LabTime pace, CancellationToken stop)
    {
        var json = parsed.GetValue(options.Json);
        var renderer = renderers(json, parsed.GetValue(plain));
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watched = interrupts.Watch(stopped.Cancel, stopped.Cancel);
        var begins = parsed.GetResult(options.At) is not null || parsed.GetResult(options.Event) is not null;
        Moment? before = null;
        var laboratory = await DescribeAsync(journal, pace, stop);
        var shown = await new Film(renderer, pace, time).PlayAsync(
            journal.ReadAsync(stopped.Token), e => begins && (before ??= MomentOf(parsed, e.Event.At)).Includes(e), laboratory, stopped.Token);
        if (!json)
            await streams.Output.WriteLineAsync($"the film is over: {Figures.Number(shown, "event")}");
        return ExitCodes.Completed;
    }

    private Moment MomentOf(ParseResult parsed, DateTimeOffset first) => new(parsed.GetValue(options.At)?.In(first), parsed.GetValue(options.Event));

    /// <summary>The laboratory as the journal names it.</summary>
    private static async Task<LabDescription> DescribeAsync(JournalArchive journal, LabTime pace, CancellationToken stop)
    {
        var laboratory = new LabDescription(journal.Folder, Simulated: false, pace, Seed: null, journal.Folder);
        await foreach (var e in journal.ReadAsync(stop))
        {
            switch (e.Event)
            {
                case NodeEvents.NodeStarted { Laboratory.Length: > 0 } node:
                    laboratory = laboratory with { Name = node.Laboratory };
                    break;
                case RunEvents.RunStarted run:
                    laboratory = laboratory with { Simulated = run.Simulated };
                    break;
                case RunEvents.ProvenanceNoted { Seed: var seed }:
                    return laboratory with { Seed = long.TryParse(seed, System.Globalization.CultureInfo.InvariantCulture, out var known) ? known : null };
            }
        }

        return laboratory;
    }

    private static LabTime? ParsePace(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var pace = LabTime.Parse(text);
        if (pace is null)
            result.AddError($"--follow: found '{text}', expected xN with N a positive number, such as x50, or real, or virtual (as fast as it can)");
        return pace;
    }
}
