using System.Collections.Immutable;

namespace LabActors.Node.Archive;

/// <summary>Finds runs by what people call them: run id, uuid, or the beginning of either.</summary>
public static class RunNames
{
    // As many as fit into a message that is read.
    private const int MostNamed = 5;

    /// <summary>The one run of that name; null, and why, when there is none or more than one.</summary>
    public static ArchivedRun? Find(IReadOnlyCollection<ArchivedRun> runs, string name, out string why)
    {
        why = "";
        var found = Matches(runs, name);
        if (found.Length == 1)
            return found[0];
        why = found.Length == 0
            ? $"there is no run '{name}': its id, its uuid, or the beginning of either was expected (lab runs lists them)"
            : $"'{name}' is {found.Length} runs: {string.Join(", ", found.Take(MostNamed).Select(Words))}{(found.Length > MostNamed ? ", ..." : "")}; more of the id or the uuid was expected";
        return null;
    }

    private static ImmutableArray<ArchivedRun> Matches(IReadOnlyCollection<ArchivedRun> runs, string name)
    {
        Func<ArchivedRun, bool>[] ways =
        [
            run => run.Summary.RunUuid == name || Same(run.Summary.RunId, name),
            run => Begins(run.Summary.RunUuid, name) || Begins(run.Summary.RunId, name),
        ];
        return ways.Select(way => runs.Where(way).ToImmutableArray()).FirstOrDefault(found => found.Length > 0, []);
    }

    private static string Words(ArchivedRun run) => $"{run.Summary.RunId} ({run.Summary.RunUuid[..Math.Min(8, run.Summary.RunUuid.Length)]}, {run.Archive.Folder})";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
