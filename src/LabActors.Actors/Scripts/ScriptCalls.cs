using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>
/// Prepares the calls of one script: binds arguments, finds children, reads hops and fits. Works on the reader thread
/// of the script's process, so that files are read outside every mailbox while the clock is still held. A child is
/// read once: what runs twice in one run is the same text.
/// </summary>
public sealed class ScriptCalls(ScriptLaunch launch)
{
    private static readonly JsonElement Null = JsonElement.Parse("null");
    private readonly Dictionary<(string Name, string Caller, string? Root), (ScriptDocument? Script, string? Error)> children = [];

    /// <summary>Prepares one call.</summary>
    public PreparedCall Prepare(HostMessage.Called call)
    {
        var request = new ScriptProtocol.CommandRequested(
            launch.Script.Kind,
            call.Seq,
            call.Name,
            ImmutableDictionary<string, JsonElement>.Empty,
            $"[{call.Positional.GetRawText()},{call.Keywords.GetRawText()}]",
            call.Line,
            call.Depth,
            call.File);
        if (CommandCatalog.Find(call.Name, launch.Uv) is not { } command)
            return new PreparedCall(request, null, Error: $"name '{call.Name}' is not a command", Exception: "NameError");
        var bound = ArgumentBinder.Bind(command, call.Positional, call.Keywords, launch.Legacy);
        request = request with { Args = bound.Arguments };
        if (bound.Error is { } error)
            return new PreparedCall(request, command, Error: error);
        return call.Name switch
        {
            "gosub" => Child(request, command, null),
            "extraction_gosub" => Child(request, command, ScriptKind.Extraction),
            "load_hops" => Hops(request, command),
            "set_fits" when request.Arg("fits").GetArrayLength() == 0 => Fits(request, command, f => f.Signal),
            "set_baseline_fits" when request.Arg("fits").GetArrayLength() == 0 => Fits(request, command, f => f.Baseline),
            "gosub_end" => new PreparedCall(request with { Suggested = Null }, command),
            "get_value" => new PreparedCall(request with { Suggested = launch.Context.Variables.GetValueOrDefault(Text(request.Arg("name")), Null) }, command),
            _ => new PreparedCall(request, command),
        };
    }

    private PreparedCall Child(ScriptProtocol.CommandRequested request, CommandDefinition command, ScriptKind? kind)
    {
        var name = Text(request.Arg("name"));
        if (kind is null && Text(request.Arg("klass")).Contains("extraction", StringComparison.OrdinalIgnoreCase))
            kind = ScriptKind.Extraction;
        var root = request.Arg("root").ValueKind == JsonValueKind.String ? request.Arg("root").GetString() : null;
        if (kind == ScriptKind.Extraction && launch.Script.Kind == ScriptKind.Measurement)
            root ??= Path.Combine(launch.Files.Root, ScriptKind.Extraction.Folder());
        var (child, error) = FindChild(name, request.File, root);
        if (child is null)
            return new PreparedCall(request, command, Error: error, Exception: "GosubError");
        var args = request.Args
            .SetItem("$file", JsonSerializer.SerializeToElement(child.Path))
            .SetItem("$hash", JsonSerializer.SerializeToElement(child.Hash));
        return new PreparedCall(request with { Args = args, Suggested = Null, Child = child }, command, child, kind);
    }

    private (ScriptDocument? Script, string? Error) FindChild(string name, string caller, string? root)
    {
        var key = (name, caller, root);
        if (children.TryGetValue(key, out var known))
            return known;
        var problems = new List<Problem>();
        var path = launch.Files.FindChild(name, caller, root);
        var child = path is null ? null : ScriptFiles.Read(launch.Script.Kind, name, path, problems);
        var error = path is null
            ? $"no script '{name}' in the folder of {Path.GetFileName(caller)}, above it up to {launch.Files.Root}, or one below those"
            : problems.Find(p => p.IsError)?.ToString();
        return children[key] = (child, error);
    }

    private PreparedCall Hops(ScriptProtocol.CommandRequested request, CommandDefinition command)
    {
        var problems = new List<Problem>();
        var hops = launch.Files.ReadHops(Text(request.Arg("p")), request.File, problems);
        if (problems.Find(p => p.IsError) is { } problem)
            return new PreparedCall(request, command, Error: problem.ToString(), Exception: "CommandError");
        return new PreparedCall(request with { Args = request.Args.SetItem("$hops", hops!.Value), Suggested = hops }, command);
    }

    private PreparedCall Fits(
        ScriptProtocol.CommandRequested request, CommandDefinition command, Func<FitsFile, ImmutableArray<FitItem>> part)
    {
        // no fits file is not an error of the script: the run then takes its defaults, with a warning
        if (launch.Script.Metadata.DefaultFits is not { } name)
            return new PreparedCall(request, command);
        var problems = new List<Problem>();
        var fits = launch.Files.ReadFits(name, launch.Script.Path, problems);
        if (problems.Find(p => p.IsError) is { } problem)
            return new PreparedCall(request, command, Error: problem.ToString(), Exception: "CommandError");
        return new PreparedCall(request with { Args = request.Args.SetItem("$fits", FitsFile.ToJson(part(fits!))) }, command);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
