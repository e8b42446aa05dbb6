using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LabActors.Console.Session;
using LabActors.Core.Decisions;
using LabActors.Core.Queues;

namespace LabActors.Console.Commands;

/// <summary>The options that <c>demo</c>, <c>run</c> and <c>check</c> share, and what they mean when they are left out.</summary>
internal sealed class QueueOptions(DemoFolder? demo, TimeProvider time)
{
    public Argument<string[]> Queues { get; } = new("QUEUE.txt")
    {
        Description = "Queue files, run one after another.",
        Arity = ArgumentArity.OneOrMore,
        Validators = { RefuseOptions },
    };

    public Option<string?> Lab { get; } = new("--lab")
    {
        Description = "Folder of the laboratory's lab.yaml; the demo laboratory when left out.",
        HelpName = "DIR",
    };

    public Option<string?> Scripts { get; } = new("--scripts")
    {
        Description = "Folder of the scripts; scripts/ in the laboratory's folder when left out.",
        HelpName = "DIR",
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder of journal, results and report; a new one under data/ when left out. A folder that was used before is continued.",
        HelpName = "DIR",
    };

    public Option<LabTime?> Time { get; } = new("--time")
    {
        Description = "Laboratory time: real, virtual (as fast as it can), or xN (N times real). Without it a laboratory with devices is real, any other is simulated in virtual time; a laboratory with devices is simulated in any time that is not real.",
        HelpName = "real|virtual|xN",
        CustomParser = ParseTime,
    };

    public Option<long?> Seed { get; } = new("--seed")
    {
        Description = "Seed of the simulated laboratory: the same seed gives the same digits at any speed.",
        HelpName = "N",
        CustomParser = ParseSeed,
    };

    public Option<string?> Faults { get; } = new("--faults") { Description = "Simulated laboratory: what goes wrong, and when.", HelpName = "FILE" };

    public Option<string?> Ports { get; } = new("--ports")
    {
        Description = "The file that lab simulate wrote: every port of the laboratory leads to the simulator instead of the real device.",
        HelpName = "FILE",
    };

    public Option<TimeSpan?> Outage { get; } = new("--outage")
    {
        Description = "Simulated laboratory: how long the node of this --data was away, such as 90s, 15m or 2h; the laboratory went on meanwhile. Nothing when left out.",
        HelpName = "TIME",
        CustomParser = ParseDuration,
    };

    public Option<ImmutableDictionary<string, string>> Decide { get; } = new("--decide")
    {
        Description = "Answers a question beforehand, for starts that nobody watches; may be repeated. ./lab check --explain lists the questions.",
        HelpName = "NAME=ANSWER",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ParseDecisions,
        DefaultValueFactory = _ => ImmutableDictionary<string, string>.Empty,
    };

    public Option<DateTimeOffset?> StartAt { get; } = new("--start-at")
    {
        Description = "Launch nothing before this laboratory time; the first queue's start_at when left out.",
        HelpName = "\"YYYY-MM-DD HH:MM\"",
        CustomParser = ParseInstant,
    };

    public Option<DateTimeOffset?> StopAt { get; } = new("--stop-at")
    {
        Description = "Launch no run that would end after this laboratory time; the queues' stop_at when left out.",
        HelpName = "\"YYYY-MM-DD HH:MM\"",
        CustomParser = ParseInstant,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output and nothing else." };

    public Option<bool> Plain { get; } = new("--plain") { Description = "Lines of text instead of the full screen." };

    /// <summary>What was asked, of given queues.</summary>
    public LabOptions Of(ParseResult parsed, ImmutableArray<string> queues)
    {
        var lab = parsed.GetValue(Lab) ?? demo?.Lab ?? "";
        return new LabOptions(
            queues,
            lab,
            parsed.GetValue(Scripts) ?? Path.Combine(lab, "scripts"),
            parsed.GetValue(Data) ?? NewFolder(parsed.CommandResult.Command.Name),
            parsed.GetValue(Time),
            parsed.GetValue(Seed))
        {
            Decisions = parsed.GetValue(Decide) ?? ImmutableDictionary<string, string>.Empty,
            StartAt = parsed.GetValue(StartAt),
            StopAt = parsed.GetValue(StopAt),
            Outage = parsed.GetValue(Outage) ?? TimeSpan.Zero,
            Ports = parsed.GetValue(Ports),
            Faults = parsed.GetValue(Faults),
        };
    }

    // A folder of its own for each execution, named so that the newest is last in a listing.
    private string NewFolder(string command)
    {
        var stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine(DemoFolder.Data(demo), $"{command}-{stamp}");
    }

    // An option with a typing error would otherwise be taken for a file.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            result.AddError($"there is no option '{token.Value}'");
    }

    private static ImmutableDictionary<string, string> ParseDecisions(ArgumentResult result)
    {
        var decisions = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var token in result.Tokens)
        {
            var (name, answer) = token.Value.IndexOf('=') is > 0 and var at ? (token.Value[..at], token.Value[(at + 1)..]) : (token.Value, "");
            if (DecisionCatalog.AgainstPreset(name, answer) is { Length: > 0 } problem)
                result.AddError($"--decide: {problem}");
            decisions[name] = answer;
        }

        return decisions.ToImmutable();
    }

    private static DateTimeOffset? ParseInstant(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (LabInstant.TryParse(text, out var instant))
            return instant;
        result.AddError($"found '{text}', expected laboratory time as \"YYYY-MM-DD HH:MM\"");
        return null;
    }

    private static LabTime? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var time = LabTime.Parse(text);
        if (time is null)
            result.AddError($"--time: found '{text}', expected real, virtual or xN with N a positive number, such as x50");
        return time;
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        double? unit = text.Length == 0 ? null : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        if (unit is { } seconds && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return TimeSpan.FromSeconds(number * seconds);
        result.AddError($"--outage: found '{text}', expected a time such as 90s, 15m or 2h");
        return null;
    }

    private static long? ParseSeed(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return seed;
        result.AddError($"--seed: found '{text}', expected a whole number from 0");
        return null;
    }
}
