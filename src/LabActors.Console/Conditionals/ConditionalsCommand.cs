using System.CommandLine;
using LabActors.Console.Commands;
using LabActors.Console.Json;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Conditionals;
using LabActors.Core.Problems;

namespace LabActors.Console.Conditionals;

/// <summary>
/// <c>lab conditionals check FILE</c>: every problem of files of conditionals; <c>explain FILE</c>: what each of them does. Exit codes are those
/// of <c>lab check</c>: 0 when there is no error, 1 when there is one, 64 when the command line is wrong.
/// </summary>
internal sealed class ConditionalsCommand(DemoFolder? demo)
{
    private readonly Argument<string[]> files = new("FILE") { Description = "Files of conditionals.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> lab = new("--lab")
    {
        Description = "Folder of the laboratory's lab.yaml, whose names the conditionals may use; the demo laboratory when left out.",
        HelpName = "DIR",
    };

    private readonly Option<string?> instrument = new("--instrument")
    {
        Description = "The instrument; left out: the laboratory's only one.",
        HelpName = "NAME",
    };

    private readonly Option<string?> level = new("--level")
    {
        Description = "system, queue or run: where the file applies; left out: told by its folder (spectrometer, queue_conditionals, scripts/conditionals), else run.",
        HelpName = "LEVEL",
    };

    private readonly Option<bool> json = new("--json") { Description = "One JSON object a line." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        level.AcceptOnlyFromAmong("system", "queue", "run");
        var check = new Command("check", "Tell every problem of files of conditionals.") { files, lab, instrument, level, json };
        check.SetAction((parsed, _) => CheckAsync(parsed));
        var explain = new Command("explain", "Tell in words what each conditional does, and what differs from Pychron.") { files, lab, instrument, level };
        explain.SetAction((parsed, _) => ExplainAsync(parsed));
        return new Command("conditionals", "Check and explain files of conditionals.") { check, explain };
    }

    private async Task<int> CheckAsync(ParseResult parsed)
    {
        var problems = Read(parsed).Problems;
        var output = parsed.InvocationConfiguration.Output;
        var outcome = new CheckOutcome([.. problems], []);
        foreach (var problem in problems)
            await output.WriteLineAsync(parsed.GetValue(json) ? EventLines.Of(problem) : problem.ToString());
        await output.WriteLineAsync(parsed.GetValue(json) ? EventLines.Of(outcome) : Summary(outcome));
        return outcome.IsRefused ? ExitCodes.Refused : ExitCodes.Completed;
    }

    private async Task<int> ExplainAsync(ParseResult parsed)
    {
        var (problems, conditionals, ratios, vocabulary) = Read(parsed);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        foreach (var problem in problems)
            await error.WriteLineAsync(problem.ToString());
        foreach (var file in conditionals.GroupBy(c => c.File))
        {
            await output.WriteLineAsync(file.Key);
            foreach (var conditional in file)
            {
                await output.WriteLineAsync($"{Environment.NewLine}  {conditional.Line}: {conditional.Kind.Words()}  {conditional.Test}");
                foreach (var line in ConditionalExplanation.Of(conditional, vocabulary!))
                    await output.WriteLineAsync($"    {line}");
            }
        }

        foreach (var (file, check) in ratios)
            await output.WriteLineAsync($"{file}{Environment.NewLine}  {ConditionalExplanation.Of(check)}");
        if (conditionals.Count == 0 && ratios.Count == 0 && !problems.Exists(p => p.IsError))
            await output.WriteLineAsync("no conditional: every entry is a place holder without a test");
        return problems.Exists(p => p.IsError) ? ExitCodes.Refused : ExitCodes.Completed;
    }

    private static string Summary(CheckOutcome outcome)
    {
        var errors = outcome.Problems.Count(problem => problem.IsError);
        var warnings = outcome.Problems.Length - errors;
        return $"{(outcome.IsRefused ? "refused" : "accepted")}: {Figures.Number(errors, "error")}, {Figures.Number(warnings, "warning")}";
    }

    private ReadFiles Read(ParseResult parsed)
    {
        var problems = new List<Problem>();
        var found = new List<Conditional>();
        var ratios = new List<(string File, RatioChangeCheck Check)>();
        var vocabulary = LabVocabulary.Read(parsed.GetValue(lab) ?? demo?.Lab ?? "", parsed.GetValue(instrument), problems);
        foreach (var path in parsed.GetRequiredValue(files))
        {
            if (Core.Scripts.ScriptFiles.ReadText(path, problems) is not { } text)
                continue;
            if (Path.GetFileNameWithoutExtension(path).StartsWith(RatioChangeFile.Name, StringComparison.Ordinal))
            {
                var (checks, faults) = RatioChangeFile.Read(text, path, vocabulary?.Isotopes ?? []);
                ratios.AddRange(checks.Select(c => (path, c)));
                problems.AddRange(vocabulary is null ? [] : faults);
                continue;
            }

            var read = ConditionalFile.Read(text, path, Level(parsed.GetValue(level), path));
            found.AddRange(read.Conditionals);
            problems.AddRange(vocabulary is null
                ? read.Problems
                : read.Problems.Concat(read.Conditionals.SelectMany(c => ConditionalChecks.NameFaults(c, vocabulary))).OrderBy(p => p.Line).ThenBy(p => p.Column));
        }

        return new ReadFiles(problems, vocabulary is null ? [] : found, ratios, vocabulary);
    }

    private sealed record ReadFiles(
        List<Problem> Problems, List<Conditional> Conditionals, List<(string File, RatioChangeCheck Check)> Ratios, ConditionVocabulary? Vocabulary);

    private static ConditionalLevel Level(string? asked, string path) => asked switch
    {
        "system" => ConditionalLevel.System,
        "queue" => ConditionalLevel.Queue,
        "run" => ConditionalLevel.Run,
        _ => ConditionalFiles.LevelOf(path) ?? ConditionalLevel.Run,
    };
}
