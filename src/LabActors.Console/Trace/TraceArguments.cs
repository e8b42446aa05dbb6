using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Console.Trace;

/// <summary>The command line of <c>lab trace</c>, and the trace that it asks for.</summary>
/// <param name="Script">The script file.</param>
/// <param name="Kind">Kind, or null to take it from the script's folder.</param>
/// <param name="Set">Variables, <c>name=value</c>.</param>
/// <param name="Answer">Answers, <c>command=json</c>.</param>
/// <param name="Options">Name of the script options; null for none.</param>
/// <param name="Scripts">The scripts folder; null to find it.</param>
/// <param name="Legacy">True to accept old names.</param>
public sealed record TraceArguments(
    string Script,
    string? Kind,
    IReadOnlyList<string> Set,
    IReadOnlyList<string> Answer,
    string? Options,
    string? Scripts,
    bool Legacy)
{
    /// <summary>Reads the command line.</summary>
    /// <param name="request">The trace; null when something is wrong.</param>
    /// <returns>Everything that is wrong.</returns>
    public IReadOnlyList<string> Read(out ScriptTraceRequest? request)
    {
        var wrong = new List<string>();
        var kind = ReadKind(wrong);
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in Pairs("--set", Set, wrong))
            values[name] = Value(name, value);
        var answers = ReadAnswers(wrong);
        var path = Path.GetFullPath(Script);
        var problems = new List<Problem>();
        var script = kind is { } known ? ScriptFiles.Read(known, Path.GetFileNameWithoutExtension(path), path, problems) : null;
        var files = Scripts is null ? ScriptFiles.Around(path) : new ScriptFiles(Path.GetFullPath(Scripts));
        var options = Options is null ? null : files.ReadOptions(Options, problems);
        wrong.AddRange(problems.Where(p => p.IsError).Select(p => p.ToString()));
        request = wrong.Count > 0 || script is null
            ? null
            : new ScriptTraceRequest(script, ScriptContext.For(kind!.Value, values, script.Metadata, options), files)
            {
                Answers = answers,
                Legacy = Legacy,
            };
        return wrong;
    }

    private ScriptKind? ReadKind(List<string> wrong)
    {
        var name = Kind?.Replace('-', '_');
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(Script)); name is null && folder is not null; folder = Path.GetDirectoryName(folder))
            if (ScriptKindNames.Parse(Path.GetFileName(folder)) is not null)
                name = Path.GetFileName(folder);
        if (name is null)
            wrong.Add($"{Script} is in no folder of a kind: expected --kind extraction, measurement, post_equilibration or post_measurement");
        else if (ScriptKindNames.Parse(name) is { } kind)
            return kind;
        else
            wrong.Add($"--kind {Kind}: expected extraction, measurement, post_equilibration or post_measurement");
        return null;
    }

    private ImmutableDictionary<string, ImmutableArray<JsonElement>> ReadAnswers(List<string> wrong)
    {
        var answers = ImmutableDictionary<string, ImmutableArray<JsonElement>>.Empty;
        foreach (var (name, text) in Pairs("--answer", Answer, wrong))
        {
            var command = CommandCatalog.LegacyNames.GetValueOrDefault(name, name);
            if (CommandCatalog.Find(command) is null)
                wrong.Add($"--answer {name}: there is no such command");
            else
                answers = answers.SetItem(command, answers.GetValueOrDefault(command, []).Add(JsonSerializer.SerializeToElement(Json(text))));
        }

        return answers;
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string option, IReadOnlyList<string> given, List<string> wrong)
    {
        foreach (var pair in given)
        {
            var equals = pair.IndexOf('=');
            if (equals > 0)
                yield return (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
            else
                wrong.Add($"{option} {pair}: expected {(option == "--set" ? "name=value" : "command=json")}");
        }
    }

    /// <summary>A value as its variable needs it: text stays text, also where it looks like a number; <c>3,4</c> is a list.</summary>
    private static object? Value(string name, string text)
    {
        var json = Json(text);
        return ScriptContext.Known.FirstOrDefault(v => v.Name == name)?.Form switch
        {
            ScriptVariableForm.Text when json?.GetValueKind() is not (null or JsonValueKind.String) => text,
            ScriptVariableForm.List when json?.GetValueKind() == JsonValueKind.String => text.Trim('"').Split(',', StringSplitOptions.TrimEntries),
            _ => json,
        };
    }

    /// <summary>JSON, or else a bare word, number or list as YAML 1.1 reads it.</summary>
    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text is ['[' or '{', ..] && Yaml11.Read(text, "", []) is { } flow ? flow : text == "None" ? null : Yaml11.Scalar(text);
        }
    }
}
