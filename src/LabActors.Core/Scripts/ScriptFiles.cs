using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Problems;

namespace LabActors.Core.Scripts;

/// <summary>Where a laboratory's scripts, their children, options, hops and fits are found.</summary>
/// <param name="Root">The <c>scripts</c> folder, which holds one folder a kind.</param>
public sealed record ScriptFiles(string Root)
{
    /// <summary>How many folders a search for a child climbs when its caller is not under <see cref="Root"/>.</summary>
    private const int Climb = 4;

    /// <summary>Largest script, hops or options file that is read, bytes.</summary>
    private const int LargestFile = 4 << 20;

    /// <summary>
    /// The scripts folder of a script that is given by path: the nearest folder above it that holds an
    /// <c>extraction</c> or a <c>measurement</c> folder, or else the script's own folder.
    /// </summary>
    public static ScriptFiles Around(string script)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(script))!;
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "extraction")) || Directory.Exists(Path.Combine(folder, "measurement")))
                return new ScriptFiles(folder);
        return new ScriptFiles(own);
    }

    /// <summary>
    /// The file of a script that a queue names: <c>jan_foo.py</c>, then <c>foo.py</c>, in the kind's folder (or the
    /// sub-folder that the name gives), then in its sub-folders; null when there is none.
    /// </summary>
    /// <param name="kind">Which folder.</param>
    /// <param name="name">Name as the queue has it: with or without the spectrometer, <c>.py</c>, or a sub-folder.</param>
    /// <param name="spectrometer">The queue's mass spectrometer.</param>
    public string? Find(ScriptKind kind, string name, string spectrometer)
    {
        var folder = Path.Combine(Root, kind.Folder());
        var path = Normal(name);
        var directory = Path.GetDirectoryName(path) ?? "";
        var file = Path.GetFileNameWithoutExtension(path);
        var prefix = spectrometer.Length > 0 ? spectrometer.ToLowerInvariant() + "_" : "";
        var bare = prefix.Length > 0 && file.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? file[prefix.Length..] : file;
        string[] names = prefix.Length > 0 ? [prefix + bare + ".py", bare + ".py"] : [bare + ".py"];
        IEnumerable<string> folders = Directory.Exists(folder)
            ? [Path.Combine(folder, directory), .. Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
        return folders.SelectMany(f => names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }

    /// <summary>Finds and reads a script that a queue names.</summary>
    /// <returns>The script; null when it was not found or not readable, which is then a problem.</returns>
    public ScriptDocument? Load(ScriptKind kind, string name, string spectrometer, ICollection<Problem> problems)
    {
        if (Find(kind, name, spectrometer) is { } path)
            return Read(kind, name, path, problems);
        var prefixed = spectrometer.Length > 0 ? $"{spectrometer.ToLowerInvariant()}_{name}.py or " : "";
        problems.Add(new Problem(Path.Combine(Root, kind.Folder()), 0, 0, $"no script '{name}': expected {prefixed}{name}.py"));
        return null;
    }

    /// <summary>Reads a script by path.</summary>
    public static ScriptDocument? Read(ScriptKind kind, string name, string path, ICollection<Problem> problems) =>
        ReadText(path, problems) is { } text
            ? new ScriptDocument(kind, name, path, text, ScriptMetadata.Read(text, path, problems))
            : null;

    /// <summary>
    /// The file of a <c>gosub</c>: in the caller's folder, then in each folder above it up to <see cref="Root"/> and in
    /// the sub-folders of each; null when there is none. The search is bounded also where the caller is elsewhere.
    /// </summary>
    /// <param name="name"><c>felix:PumpBone</c> or <c>felix/PumpBone</c>.</param>
    /// <param name="caller">The calling script's file.</param>
    /// <param name="root">Folder to begin in, instead of the caller's; relative to the caller's or to <see cref="Root"/>.</param>
    public string? FindChild(string name, string caller, string? root = null)
    {
        var file = Normal(name);
        if (!file.EndsWith(".py", StringComparison.Ordinal))
            file += ".py";
        var callers = Path.GetDirectoryName(Path.GetFullPath(caller))!;
        var start = root is null
            ? callers
            : new[] { Path.Combine(callers, root), Path.Combine(Root, root) }.FirstOrDefault(Directory.Exists) ?? callers;
        var top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root));
        var under = (start + Path.DirectorySeparatorChar).StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var climbed = 0;
        for (var folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, file) is var here && File.Exists(here))
                return Path.GetFullPath(here);
            IEnumerable<string> below = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
            if (below.Select(d => Path.Combine(d, file)).FirstOrDefault(File.Exists) is { } found)
                return Path.GetFullPath(found);
            if (Path.TrimEndingDirectorySeparator(folder) == top || (!under && ++climbed >= Climb))
                return null;
        }

        return null;
    }

    /// <summary>The values of <c>scripts/options/&lt;name&gt;.yaml</c>; empty and a problem when it is missing or bad.</summary>
    public ImmutableDictionary<string, JsonElement> ReadOptions(string name, ICollection<Problem> problems)
    {
        var path = Path.Combine(Root, "options", Path.ChangeExtension(name, ".yaml"));
        if (ReadText(path, problems) is not { } text)
            return ImmutableDictionary<string, JsonElement>.Empty;
        var before = problems.Count;
        var node = Yaml11.Read(text, path, problems);
        if (node is JsonObject options)
            return options.ToImmutableDictionary(o => o.Key, o => JsonSerializer.SerializeToElement(o.Value));
        if (node is not null && problems.Count == before)
            problems.Add(new Problem(path, 1, 0, $"found {node.ToJsonString()}, expected lines of name: value"));
        return ImmutableDictionary<string, JsonElement>.Empty;
    }

    /// <summary>The hops of <c>load_hops(path)</c>; null and a problem when the file is missing.</summary>
    public JsonElement? ReadHops(string path, string caller, ICollection<Problem> problems)
    {
        string[] places = [Path.GetDirectoryName(Path.GetFullPath(caller))!, Path.Combine(Root, "measurement"), Path.Combine(Root, "measurement", "hops")];
        var file = places.Select(p => Path.Combine(p, path)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            problems.Add(new Problem(path, 0, 0, $"no such hops file beside {caller} or under {Path.Combine(Root, "measurement")}"));
            return null;
        }

        return ReadText(file, problems) is { } text ? HopsFile.Read(text, file, problems) : null;
    }

    /// <summary>The fits file of that name; null and a problem when it is missing.</summary>
    public FitsFile? ReadFits(string name, string caller, ICollection<Problem> problems)
    {
        var file = Path.HasExtension(name) ? name : name + ".yaml";
        string[] places = [Path.Combine(Path.GetDirectoryName(Path.GetFullPath(caller))!, "fits"), Path.Combine(Root, "measurement", "fits")];
        var path = places.Select(p => Path.Combine(p, file)).FirstOrDefault(File.Exists) ?? Path.Combine(places[^1], file);
        return ReadText(path, problems) is { } text ? FitsFile.Read(text, path, problems) : null;
    }

    /// <summary>Reads a file as UTF-8; null and a problem when it cannot be read or is too large.</summary>
    public static string? ReadText(string path, ICollection<Problem> problems)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile } large)
                problems.Add(new Problem(path, 0, 0, $"found {large.Length} bytes, expected at most {LargestFile}"));
            else
                return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, 0, 0, error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message));
        }

        return null;
    }

    private static string Normal(string name)
    {
        var slashed = name.Replace('\\', '/');
        return slashed.Contains('/') ? slashed : slashed.Replace(':', '/');
    }
}
