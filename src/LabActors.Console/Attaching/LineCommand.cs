using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using LabActors.Actors.Operators;
using LabActors.Console.Commands;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Node.Hardware;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Console.Attaching;

/// <summary>
/// <c>lab line</c>: the extraction line of a node that runs, and what operators do with it. Where no node runs on this computer it opens the laboratory's devices by itself, only to read them. Exit codes: those of
/// <see cref="VerbCommands"/>; without a node 0 read, 2 something could not be read, 1 there is nothing to read, 69 it is something that only a node does.
/// </summary>
internal sealed class LineCommand(VerbCommands verbs, ConsoleStreams streams, DemoFolder? demo, TimeProvider time)
{
    private readonly AccessOptions _access = new(demo);

    private readonly Argument<string[]> _words = new("WORDS")
    {
        Description = string.Join("; ", VerbCommands.Of("line").Select(verb => $"{verb.Form}: {verb.Meaning}")),
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _why = new("--why") { Description = "Why, for the journal.", HelpName = "TEXT" };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output and nothing else." };

    private readonly Option<string?> _lab = new("--lab") { Description = "Folder of the laboratory's lab.yaml: a node of it is asked, and where none runs its devices; without it any node, or the devices of the demo laboratory.", HelpName = "DIR" };

    private readonly Option<string?> _ports = new("--ports") { Description = "For when no node runs: where the laboratory's ports really are, as lab simulate wrote it.", HelpName = "FILE" };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("line", "The extraction line of a node that runs: its table, a look ahead, its valves, trips and sample changer. Without a node its valves are read, and nothing else.")
        {
            _words, _lab, _ports, _why, _access.Node, _access.Data, _access.As, _access.TokenFile, _access.Certs, _access.Cert, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var words = parsed.GetValue(_words) ?? [];
        var json = parsed.GetValue(_json);
        var isHere = parsed.GetValue(_access.Node) is null && parsed.GetValue(_access.As) is null;
        var told = new StringWriter();

        // Where a laboratory is named, a node of its own is meant.
        var folder = isHere && parsed.GetValue(_access.Data) is null ? parsed.GetValue(_lab) : null;
        var access = folder is null ? await _access.OfAsync(parsed, null, told)
            : _access.RunningOn(null, LabBench.Read(folder, null).Lab?.Name ?? "", withPorts: false) is { } data ? _access.OfOwner(data, told)
            : null;
        if (access is not null)
        {
            var line = string.Join(' ', ["line", .. words, .. parsed.GetValue(_why) is { } reason ? [$"# {reason}"] : (string[])[]]);
            return await verbs.RunAsync(access, line, json, stop);
        }

        if (!isHere || parsed.GetValue(_access.Data) is not null || (folder is not null && told.GetStringBuilder().Length > 0))
        {
            await streams.Error.WriteAsync(told.ToString());
            return ExitCodes.Unavailable;
        }

        if (words is not ([] or ["preview", _, ..]))
        {
            await streams.Error.WriteLineAsync($"lab line: no node runs on this computer, and only a node does '{string.Join(' ', words)}': nothing was done");
            return ExitCodes.Unavailable;
        }

        return await LookAsync(parsed.GetValue(_lab) ?? demo?.Lab ?? ".", parsed.GetValue(_ports), words, json, stop);
    }

    private async Task<int> LookAsync(string folder, string? ports, string[] words, bool json, CancellationToken stop)
    {
        var (lab, problems) = LabBench.Read(folder, ports);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (lab is null)
            return ExitCodes.Refused;

        if (lab.Devices.IsEmpty)
        {
            await streams.Error.WriteLineAsync($"lab line: no node runs, and {lab.Name} has no devices that could be read without one (lab.yaml has no 'devices')");
            return ExitCodes.Refused;
        }

        await streams.Error.WriteLineAsync("no node runs: the devices are opened to read the valves, and nothing is commanded");
        var look = await LineLook.ReadAsync(lab, time, stop);
        var (done, lines) = words is [] ? (true, LineTable.Of(lab, [.. lab.Valves.Select(v => Seen(v, look))])) : Preview(lab, look, words[1..]);
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(new { done = done && look.Unread.IsEmpty, node = false, lines, unread = look.Unread }));
        foreach (var line in json ? [] : lines)
            await streams.Output.WriteLineAsync(line);
        foreach (var (what, why) in look.Unread)
            await streams.Error.WriteLineAsync($"{what} could not be read: {why}");
        return !done ? ExitCodes.Refused : look.Unread.IsEmpty ? ExitCodes.Completed : ExitCodes.Failed;
    }

    private (bool Done, ImmutableArray<string> Lines) Preview(LabDefinition lab, LineLook look, string[] words)
    {
        var (open, valve) = words is ["open" or "close", _, ..] ? (words[0] == "open", string.Join(' ', words[1..])) : (true, string.Join(' ', words));
        var preview = LinePreview.Of(lab, look.State, valve, open, "", time.GetUtcNow());
        return preview.Refusal.Length == 0 ? (true, preview.Lines) : (false, [.. preview.Lines, $"it would be refused: {preview.Refusal}"]);
    }

    private static ValveIs Seen(ValveDefinition valve, LineLook look)
    {
        var record = look.State.Of(valve.Name);
        return new ValveIs("", valve.Name, record.Read.Word(), false, record.At, record.Simulated, Owner: valve.Owner, Why: record.Why);
    }
}
