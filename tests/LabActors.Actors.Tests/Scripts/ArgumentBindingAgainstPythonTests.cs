using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>Python itself is the judge of what a call with those arguments means, and of the words when it means nothing.</summary>
public sealed class ArgumentBindingAgainstPythonTests
{
    private const int Calls = 25;

    [Fact]
    public async Task Every_command_binds_thousands_of_random_calls_as_python_does()
    {
        const int Seed = 20240607;
        var random = new Random(Seed);
        var calls = CommandCatalog.All.SelectMany(c => Enumerable.Range(0, Calls).Select(_ => Call(c, random))).ToList();
        var answers = await AskPython(calls);
        answers.Count.ShouldBe(calls.Count);
        foreach (var ((command, args, kwargs), answer) in calls.Zip(answers))
        {
            var bound = ArgumentBinder.Bind(command, JsonElement.Parse(args), JsonElement.Parse(kwargs), legacy: false);
            var what = $"{command.Name} {args} {kwargs} (seed {Seed})";
            if (answer.TryGetProperty("error", out var error))
                bound.Error.ShouldNotBeNull(what).ShouldBe(error.GetString()!.Split(". Did you mean")[0], what);
            else
                Sorted(JsonSerializer.SerializeToElement(bound.Arguments)).ShouldBe(Sorted(answer.GetProperty("bound")), bound.Error ?? what);
        }
    }

    private static (CommandDefinition Command, string Args, string Kwargs) Call(CommandDefinition command, Random random)
    {
        var names = command.Parameters
            .Where(p => p.Form is CommandParameterForm.Ordinary or CommandParameterForm.KeywordOnly)
            .Select(p => p.Name).Append("bogus").ToArray();
        var positional = Enumerable.Range(0, random.Next(names.Length + 1)).ToArray();
        var keywords = names.Where(n => random.Next(n == "bogus" ? 12 : 4) == 0).ToDictionary(n => n, n => random.Next(100));
        return (command, JsonSerializer.Serialize(positional), JsonSerializer.Serialize(keywords));
    }

    private static async Task<List<JsonElement>> AskPython(IEnumerable<(CommandDefinition Command, string Args, string Kwargs)> calls)
    {
        var program = new StringBuilder("import json\nnull, true, false = None, True, False\n");
        foreach (var command in CommandCatalog.All)
            program.AppendLine($"def {command.Name}({Signature(command)}): return dict(locals())");
        foreach (var (command, args, kwargs) in calls)
            program.AppendLine($"try: print(json.dumps({{'bound': {command.Name}(*{args}, **{kwargs})}}))\nexcept TypeError as e: print(json.dumps({{'error': str(e)}}))");
        using var python = Process.Start(new ProcessStartInfo(ScriptFolder.Python.Executable, ["-I", "-S", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var output = python.StandardOutput.ReadToEndAsync();
        await python.StandardInput.WriteAsync(program);
        python.StandardInput.Close();
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l))];
    }

    private static string Signature(CommandDefinition command) => string.Join(", ", command.Parameters.Select(p => p.Form switch
    {
        CommandParameterForm.Positionals => $"*{p.Name}",
        CommandParameterForm.Keywords => $"**{p.Name}",
        _ => p.Default is { } value ? $"{p.Name}={value.GetRawText()}" : p.Name,
    }));

    private static string Sorted(JsonElement values) => string.Join(
        ", ", values.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value.GetRawText().Replace(" ", "")}"));
}
