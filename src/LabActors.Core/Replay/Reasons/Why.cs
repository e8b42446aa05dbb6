using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;

namespace LabActors.Core.Replay.Reasons;

/// <summary>Answers from a journal why a valve, a run or a lease was as it was: which command of which run, which line of which script, which person, rule or safe state made it so.</summary>
public static class Why
{
    // More than these would not be read.
    private const int Named = 12;

    /// <summary>Explains what is named; null, and what is wrong with the name, when nothing bears it.</summary>
    public static Explanation? Explain(Chronicle chronicle, string name, out string problem)
    {
        problem = "";
        var lab = chronicle.State;
        if (Exact(lab.Line.Valves.Keys, name) is { } valve)
            return WhyValve.Explain(chronicle, valve);
        var resources = Resources(lab);
        if ((Exact(resources, name) ?? resources.FirstOrDefault(r => Same(r[(r.IndexOf(':', StringComparison.Ordinal) + 1)..], name))) is { } resource)
            return WhyLease.Explain(chronicle, resource);
        if (Exact(lab.Leases.Named.Keys, name) is { } named)
            return WhyLease.ExplainNamed(chronicle, named);
        var runs = Runs(lab, name);
        if (runs.Length == 1)
            return WhyRun.Explain(chronicle, runs[0]);
        if (runs.Length > 1)
        {
            problem = $"'{name}' is {runs.Length} runs: {List(runs.Select(r => $"{r.RunId} ({r.RunUuid})"))}; more of the id or the uuid was expected";
            return null;
        }

        string[] known = [.. lab.Line.Valves.Keys.Order(StringComparer.Ordinal), .. resources.Order(StringComparer.Ordinal), .. lab.Leases.Named.Keys.Order(StringComparer.Ordinal), .. Rows(lab).Select(r => r.RunId)];
        problem = lab.Events == 0
            ? "nothing had happened yet"
            : $"there was no valve, run, lease or named resource '{name}'{NearestName.Hint(name, known)}; there were {Words("valves", lab.Line.Valves.Keys)}, {Words("leases", resources)}, {Words("runs", Rows(lab).Select(r => r.RunId))}";
        return null;
    }

    /// <summary>Rows that have become runs, in the order of their launch.</summary>
    private static IEnumerable<QueueRow> Rows(LabState lab) =>
        lab.Queues.Values.SelectMany(q => q.Rows).Where(r => r.RunUuid.Length > 0).OrderBy(r => r.Known?.Started).ThenBy(r => r.RunId, StringComparer.Ordinal);

    private static QueueRow[] Runs(LabState lab, string name)
    {
        var rows = Rows(lab).ToArray();
        var exact = rows.Where(r => r.RunUuid == name || Same(r.RunId, name)).ToArray();

        // Of a run id that another experiment in the same folder had too, the newest was meant.
        return exact.Length > 0 ? [exact[^1]] : [.. rows.Where(r => Begins(r.RunUuid, name) || Begins(r.RunId, name))];
    }

    private static string[] Resources(LabState lab) =>
        [.. lab.Leases.Holdings.Keys.Concat(lab.Leases.Returns.Keys).Concat(lab.Leases.Waiting.SelectMany(w => w.Resources)).Distinct(StringComparer.Ordinal)];

    private static string? Exact(IEnumerable<string> names, string name) => names.FirstOrDefault(n => n == name) ?? names.FirstOrDefault(n => Same(n, name));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text, string beginning) => beginning.Length > 0 && text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static string Words(string what, IEnumerable<string> names) => names.Any() ? $"{what} {List(names.Order(StringComparer.Ordinal))}" : $"no {what}";

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToImmutableArray();
        return string.Join(", ", all.Take(Named)) + (all.Length > Named ? ", ..." : "");
    }
}
