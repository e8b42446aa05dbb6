using System.CommandLine;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Problems;

namespace LabActors.Console.Trace;

/// <summary>
/// <c>lab trace</c>: what a script would do, without doing it. Exit codes: 0 the script completed, 1 it failed (a
/// script that calls <c>cancel()</c>, <c>abort()</c> or <c>exit()</c> counts as failed, with the error "canceled: ..."),
/// 64 the command line is wrong.
/// </summary>
public sealed class TraceCommand
{
    private readonly Argument<string> script = new("SCRIPT") { Description = "The script file." };

    private readonly Option<string?> kind = new("--kind")
    {
        Description = "extraction, measurement, post_equilibration or post_measurement; left out: the folder that the script is in.",
        HelpName = "KIND",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "A variable of the run (duration=60, position=[\"3\",\"4\"], mx.multicollect.counts=10), as JSON or as a bare word.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> answer = new("--answer")
    {
        Description = "What a command returns (is_open=true, get_pressure=1e-6); several for one command are returned one after another.",
        HelpName = "COMMAND=JSON",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> options = new("--options")
    {
        Description = "Script options: the file scripts/options/NAME.yaml.",
        HelpName = "NAME",
    };

    private readonly Option<string?> scripts = new("--scripts")
    {
        Description = "The scripts folder, where children are searched; left out: found above the script.",
        HelpName = "DIR",
    };

    private readonly Option<bool> strict = new("--no-legacy")
    {
        Description = "Refuse the command names of 2011 to 2015 (regress, xrange, dac= ...).",
    };

    private readonly Option<bool> json = new("--json") { Description = "One JSON object a line." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("trace", "Tell what a script would do, without doing it.")
        {
            script, kind, set, answer, options, scripts, strict, json,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var usage = new TraceArguments(
            parsed.GetRequiredValue(script),
            parsed.GetValue(kind),
            parsed.GetRequiredValue(set),
            parsed.GetRequiredValue(answer),
            parsed.GetValue(options),
            parsed.GetValue(scripts),
            !parsed.GetValue(strict)).Read(out var request);
        if (request is null)
        {
            foreach (var line in usage)
                await error.WriteLineAsync($"lab trace: {line}");
            return ExitCode.Usage;
        }

        var problems = new List<Problem>();
        if (PythonRuntime.Find(problems) is not { } python)
        {
            await error.WriteLineAsync($"lab trace: {problems[^1].Message}");
            return ExitCode.Failed;
        }

        var result = await ScriptTrace.RunAsync(request, python, stop);
        ITraceView view = parsed.GetValue(json) ? new TraceJson(output) : new TraceTable(output);
        view.Show(result);
        foreach (var line in result.Output)
            await error.WriteLineAsync(line);
        foreach (var problem in result.Problems)
            await error.WriteLineAsync(problem.ToString());
        return result.Completed ? ExitCode.Completed : ExitCode.Failed;
    }

    private static class ExitCode
    {
        public const int Completed = 0;
        public const int Failed = 1;
        public const int Usage = 64;
    }
}
