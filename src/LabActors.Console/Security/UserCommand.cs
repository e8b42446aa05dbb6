using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Core.Operators;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Security;

namespace LabActors.Console.Security;

/// <summary><c>lab user</c>: who may attach to a laboratory's nodes. Exit codes: 0 done, 1 refused.</summary>
internal sealed class UserCommand(ConsoleStreams streams, QueueOptions options, TimeProvider time)
{
    private readonly Argument<string> name = new("NAME") { Description = "Name of the user: letters, digits, '.', '_' and '-'.", Validators = { RefuseName } };

    private readonly Option<OperatorRole?> role = new("--role")
    {
        Description = "What the user may do: docs/security.md.",
        HelpName = "viewer|operator|engineer",
        Required = true,
        CustomParser = ParseRole,
    };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var add = new Command("add", "Add a user, and print the user's token, once.") { name, role, options.Lab, options.Json };
        add.SetAction(Add);
        var list = new Command("list", "List the users.") { options.Lab, options.Json };
        list.SetAction(List);
        var remove = new Command("remove", "Remove a user; nodes refuse the user from then on.") { name, options.Lab };
        remove.SetAction(Remove);
        return new Command("user", "Who may attach to the nodes of a laboratory, and as what.") { add, list, remove };
    }

    /// <summary>A name that could not be one of a file or of an address.</summary>
    internal static void RefuseName(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (PlainName.Problem(token.Value) is { Length: > 0 } problem)
                result.AddError(problem);
        }
    }

    private int Add(ParseResult parsed)
    {
        var (user, token) = OperatorUser.Create(parsed.GetRequiredValue(name), parsed.GetValue(role)!.Value, time.GetUtcNow());
        if (Change(parsed, users => users.Add(user)) is not { } file)
            return ExitCodes.Refused;
        if (parsed.GetValue(options.Json))
        {
            streams.Output.WriteLine(JsonSerializer.Serialize(new { file.Path, user.Name, Role = user.Role.Word(), Token = token }, RunJson.Line));
            return ExitCodes.Completed;
        }

        streams.Output.WriteLine($"{user} may attach to the nodes of this laboratory ({file.Path}).");
        streams.Output.WriteLine($"token: {token}");
        streams.Output.WriteLine($"It is shown this once and kept nowhere. Whoever has it is {user.Name}; hand it over as you would a key.");
        return ExitCodes.Completed;
    }

    private int List(ParseResult parsed)
    {
        if (FileOf(parsed) is not { } file)
            return ExitCodes.Refused;
        var now = file.Current();
        if (!Told(now.Problems))
            return ExitCodes.Refused;
        foreach (var user in now.Users.All)
        {
            var added = user.Added.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            streams.Output.WriteLine(parsed.GetValue(options.Json)
                ? JsonSerializer.Serialize(new { user.Name, Role = user.Role.Word(), user.Added }, RunJson.Line)
                : $"{user.Name,-20} {user.Role.Word(),-8} added {added} UTC");
        }

        if (now.Users.IsEmpty && !parsed.GetValue(options.Json))
            streams.Output.WriteLine($"{file.Path}: nobody; ./lab user add NAME --role {OperatorRoles.Words.Replace(", ", "|", StringComparison.Ordinal)} adds somebody");
        return ExitCodes.Completed;
    }

    private int Remove(ParseResult parsed)
    {
        var who = parsed.GetRequiredValue(name);
        if (Change(parsed, users => users.Remove(who)) is not { } file)
            return ExitCodes.Refused;
        streams.Output.WriteLine($"{who} was removed; nodes that read {file.Path} refuse {who} from now on.");
        return ExitCodes.Completed;
    }

    private UsersFile? Change(ParseResult parsed, Func<OperatorUsers, (OperatorUsers, string)> change) =>
        FileOf(parsed) is { } file && Told(file.Change(change)) ? file : null;

    private UsersFile? FileOf(ParseResult parsed)
    {
        var problems = new List<Problem>();
        var lab = options.Of(parsed, []).Lab;
        if (!Directory.Exists(lab))
            problems.Add(new Problem(lab, 0, 0, "there is no such folder, expected the laboratory's", Field: "--lab"));
        var security = NodeFile.Read(lab, problems).Security;
        return Told(problems) ? security.UsersOf(lab) : null;
    }

    private bool Told(IEnumerable<Problem> problems)
    {
        var well = true;
        foreach (var problem in problems)
        {
            streams.Error.WriteLine(problem.ToString());
            well &= !problem.IsError;
        }

        return well;
    }

    private static OperatorRole? ParseRole(ArgumentResult result)
    {
        var (role, problem) = OperatorRoles.Parse(result.Tokens.Single().Value);
        if (role is null)
            result.AddError($"--role: {problem}");
        return role;
    }
}
