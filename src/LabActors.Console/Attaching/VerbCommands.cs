using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using LabActors.Actors.Operators;
using LabActors.Console.Commands;

namespace LabActors.Console.Attaching;

/// <summary>
/// What operators type, as commands of the command line: <c>lab pause</c>, <c>lab skip r5-r9 --why "wrong tray"</c>. Each attaches to a node, does one thing, and leaves. Exit codes: 0 done, 1 refused, 69 no node answers, 77 the node refused who it was.
/// </summary>
internal sealed class VerbCommands(ConsoleStreams streams, DemoFolder? demo)
{
    /// <summary>A command for each of what operators type, by its first word.</summary>
    public IEnumerable<Command> Create() => OperatorCommand.All
        .SelectMany(verb => verb.Beginnings)
        .Select(beginning => beginning.Split(' ')[0])
        .Distinct()
        .Where(word => word is not ("help" or "runs" or "node" or "line" or "device" or "doctor"))
        .Select(word => Create(word, Of(word)));

    /// <summary>What operators type that begins with a word.</summary>
    public static OperatorCommand[] Of(string word) => [.. OperatorCommand.All.Where(verb => verb.Beginnings.Any(beginning => beginning.Split(' ')[0] == word))];

    /// <summary><c>lab node drain NAME</c>.</summary>
    public Command CreateDrain()
    {
        var verb = OperatorCommand.All.Single(verb => verb.Name == "node drain");
        var name = new Argument<string>("NAME") { Description = "The node, as lab.yaml names it." };
        var hold = new Option<bool>("--hold") { Description = "Its queues stay paused until somebody resumes them." };
        var finish = new Option<bool>("--finish") { Description = "Its next start goes on with its queues. What the policy of its own stop says when neither is given; finish where that is safe." };
        var command = Create("drain", $"Tell any node that {verb.Meaning}.", [name, hold, finish], parsed => string.Join(
            ' ', ["node drain", parsed.GetValue(name)!, .. parsed.GetValue(hold) ? ["hold"] : (string[])[], .. parsed.GetValue(finish) ? ["finish"] : (string[])[]]));
        command.Validators.Add(result =>
        {
            if (result.GetValue(hold) && result.GetValue(finish))
                result.AddError("found --hold and --finish, expected one of them");
        });
        return command;
    }

    private Command Create(string name, OperatorCommand[] verbs)
    {
        var words = new Argument<string[]>("WORDS")
        {
            Description = string.Join("; ", verbs.Select(verb => $"{verb.Form}: {verb.Meaning}")),
            Arity = ArgumentArity.ZeroOrMore,
        };
        return Create(
            name, $"On a node that runs: {string.Join("; ", verbs.Select(verb => verb.Meaning))}.", [words], parsed => string.Join(' ', [name, .. parsed.GetValue(words) ?? []]));
    }

    private Command Create(string name, string meaning, ImmutableArray<Symbol> own, Func<ParseResult, string> typed)
    {
        var access = new AccessOptions(demo);
        var why = new Option<string?>("--why") { Description = "Why, for the journal.", HelpName = "TEXT" };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output and nothing else." };
        var command = new Command(name, meaning) { why, access.Node, access.Data, access.As, access.TokenFile, access.Certs, access.Cert, json };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction(async (parsed, stop) =>
        {
            var line = string.Join(' ', [typed(parsed), .. parsed.GetValue(why) is { } reason ? [$"# {reason}"] : (string[])[]]);
            return await RunAsync(await access.OfAsync(parsed, null, streams.Error), line, parsed.GetValue(json), stop);
        });
        return command;
    }

    /// <summary>Attaches, does one thing, tells what came of it, and leaves.</summary>
    /// <param name="access">Null when it could not be told; why has been said.</param>
    public async Task<int> RunAsync(ConsoleAccess? access, string line, bool json, CancellationToken stop)
    {
        if (access is null)
            return ExitCodes.Unavailable;
        var (answer, refused) = await AskAsync(access, line, stop);
        if (answer is not null)
            return await TellAsync(answer, json);
        await streams.Error.WriteLineAsync($"lab: {refused!.Why}");
        return refused.Denied ? ExitCodes.Denied : ExitCodes.Unavailable;
    }

    /// <summary>Attaches, does one thing, and leaves: what came of it, or why nobody could be asked.</summary>
    public async Task<(CommandAnswer? Answer, AttachmentProtocol.IsNot? Refused)> AskAsync(ConsoleAccess access, string line, CancellationToken stop)
    {
        var (connection, _, refused) = await NodeConnection.OpenAsync(access, "command", null, streams.Error.WriteLine, stop);
        if (connection is null)
            return (null, refused);
        await using (connection)
            return (await connection.DoAsync(line), null);
    }

    /// <summary>Tells what came of something; returns the exit code.</summary>
    public async Task<int> TellAsync(CommandAnswer answer, bool json)
    {
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(new { done = answer.Done, lines = answer.Lines }));
        foreach (var told in json ? [] : answer.Lines)
            await (answer.Done ? streams.Output : streams.Error).WriteLineAsync(told);
        return answer.Done ? ExitCodes.Completed : ExitCodes.Refused;
    }
}
