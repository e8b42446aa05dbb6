using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.Serialization;
using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Reasons;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary><c>lab why</c>: answers from the journal what made a valve, a run or a lease what it was. Exit codes: 0; 1 when nothing bears the name, or the journal cannot be read.</summary>
internal sealed class WhyCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private readonly JournalOptions options = new(demo);

    private readonly Argument<string> name = new("VALVE|RUN|LEASE") { Description = "A valve, a run id or uuid or the beginning of either, a lease such as ms:NAME, or a named resource of scripts." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("why", "Tell what made a valve, a run or a lease what it was: which command of which run, script line, person or safe state.")
        {
            name, options.Data, options.At, options.Event, options.Lab, options.Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(options.At) is not null && result.GetResult(options.Event) is not null)
                result.AddError("--at and --event: expected one of them");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (options.Open(parsed, parsed.GetValue(options.Data), streams.Error) is not { } journal)
            return ExitCodes.Refused;
        Chronicle chronicle;
        DateTimeOffset? asked;
        try
        {
            (chronicle, asked) = await ReadAsync(journal, parsed, stop);
        }
        catch (Exception unreadable) when (unreadable is SerializationException or InvalidDataException)
        {
            await streams.Error.WriteLineAsync($"lab why: {journal.Folder}: {unreadable.Message}");
            return ExitCodes.Refused;
        }

        if (Why.Explain(chronicle, parsed.GetRequiredValue(name), out var problem) is not { } explained)
        {
            await streams.Error.WriteLineAsync($"lab why: {problem}");
            return ExitCodes.Refused;
        }

        if (parsed.GetValue(options.Json))
        {
            await streams.Output.WriteLineAsync(Json(chronicle, explained));
            return ExitCodes.Completed;
        }

        await streams.Output.WriteLineAsync($"{explained.Kind} {explained.Name}, as of {StateText.Instant(asked ?? chronicle.State.At)}: {explained.Was}");
        foreach (var reason in explained.Because)
            await streams.Output.WriteLineAsync(StateText.Words($"  {StateText.Instant(reason.Event.Event.At)}  {reason.Words}  [event {reason.Event.Number}]"));
        if (explained.Because.IsEmpty)
            await streams.Output.WriteLineAsync("  the journal does not say why");
        return ExitCodes.Completed;
    }

    private async Task<(Chronicle, DateTimeOffset? Asked)> ReadAsync(JournalArchive journal, ParseResult parsed, CancellationToken stop)
    {
        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        var state = LabState.Empty;
        Moment? moment = null;
        DateTimeOffset? asked = null;
        await foreach (var e in journal.ReadAsync(stop))
        {
            asked ??= parsed.GetValue(options.At)?.In(e.Event.At);
            moment ??= new Moment(asked, parsed.GetValue(options.Event));
            if (!moment.Includes(e))
                continue;
            events.Add(e);
            state = state.Apply(e);
        }

        return (new Chronicle(events.ToImmutable(), state), asked);
    }

    private static string Json(Chronicle chronicle, Explanation explained) => JsonSerializer.Serialize(
        new
        {
            Type = "why",
            chronicle.State.At,
            explained.Kind,
            explained.Name,
            explained.Was,
            Because = explained.Because.Select(r => new { r.Event.Event.At, Event = r.Event.Number, r.Event.Source, r.Event.SequenceNr, r.Event.Name, r.Words }),
        },
        RunJson.Line);
}
