using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Core.Conditionals;

/// <summary>
/// Where files of conditionals are, which is where Pychron has them: the laboratory's in <c>spectrometer/</c> (a name that ends with <c>conditionals.yaml</c>),
/// queues' in <c>queue_conditionals/</c>, rows' in <c>scripts/conditionals/</c>.
/// </summary>
/// <param name="Lab">The laboratory's folder.</param>
/// <param name="Scripts">The scripts folder.</param>
public sealed record ConditionalFiles(string Lab, string Scripts)
{
    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>The level of a file by the folder that it is in; null when that says nothing.</summary>
    public static ConditionalLevel? LevelOf(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) switch
    {
        "spectrometer" => ConditionalLevel.System,
        "queue_conditionals" => ConditionalLevel.Queue,
        "conditionals" => ConditionalLevel.Run,
        _ => null,
    };

    /// <summary>The laboratory's own conditionals; null when it has none, or when it is not clear which file they are in, which is a problem.</summary>
    public ConditionalText? System(ICollection<Problem> problems)
    {
        var folder = Path.Combine(Lab, "spectrometer");
        if (!Directory.Exists(folder))
            return null;
        var like = Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) is var n
            && n.Contains("conditionals.", StringComparison.Ordinal) && n.Contains(".y", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToImmutableArray();
        var files = like.Where(f => Extensions.Any(e => f.EndsWith($"conditionals{e}", StringComparison.Ordinal))).ToImmutableArray();
        foreach (var other in like.Except(files))
        {
            problems.Add(new Problem(other, 0, 0,
                "is taken for a backup and is not read (Pychron takes whichever of such files its folder lists first); remove it or give it another name", ProblemSeverity.Warning));
        }

        if (files.Length <= 1)
            return files.IsEmpty ? null : Read(ConditionalLevel.System, "", files[0], problems);
        problems.Add(new Problem(folder, 0, 0,
            $"found {string.Join(", ", files.Select(Path.GetFileName))}, expected one file whose name ends with conditionals.yaml: it is not clear which of them is in force"));
        return null;
    }

    /// <summary>Ratios of references that must not change; null when the laboratory looks at none.</summary>
    public ConditionalText? RatioChanges(ICollection<Problem> problems) =>
        Extensions.Select(e => Path.Combine(Lab, RatioChangeFile.Name + e)).FirstOrDefault(File.Exists) is { } path
            ? Read(ConditionalLevel.System, RatioChangeFile.Name, path, problems)
            : null;

    /// <summary>A queue's conditionals by the name in its header; null with a problem when there is no such file.</summary>
    public ConditionalText? Queue(string name, ICollection<Problem> problems, Func<string, Problem> missing) =>
        Named(ConditionalLevel.Queue, Path.Combine(Lab, "queue_conditionals"), name, problems, missing);

    /// <summary>A row's conditionals by name; null with a problem when there is no such file.</summary>
    public ConditionalText? Run(string name, ICollection<Problem> problems, Func<string, Problem> missing) =>
        Named(ConditionalLevel.Run, Path.Combine(Scripts, "conditionals"), name, problems, missing);

    private static ConditionalText? Named(ConditionalLevel level, string folder, string name, ICollection<Problem> problems, Func<string, Problem> missing)
    {
        var bare = Extensions.Where(e => name.EndsWith(e, StringComparison.Ordinal)).Select(e => name[..^e.Length]).FirstOrDefault() ?? name;
        if (bare.AsSpan().IndexOfAny(['/', '\\', '\0']) >= 0 || bare is "." or "..")
        {
            problems.Add(missing($"found '{name}', expected the name of a file in {folder}"));
            return null;
        }

        if (Extensions.Select(e => Path.Combine(folder, bare + e)).FirstOrDefault(File.Exists) is { } path)
            return Read(level, name, path, problems);
        string[] known = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(f => Extensions.Contains(Path.GetExtension(f))).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];
        problems.Add(missing($"found '{name}', and there is no {Path.Combine(folder, bare + Extensions[0])}{NearestName.Hint(bare, known)}"));
        return null;
    }

    private static ConditionalText? Read(ConditionalLevel level, string name, string path, ICollection<Problem> problems) =>
        ScriptFiles.ReadText(path, problems) is { } text ? ConditionalText.Of(level, name, path, text) : null;
}
