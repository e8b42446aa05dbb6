using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Lines;

/// <summary>What would come of moving a valve now, in words.</summary>
/// <param name="Refusal">Why it would not be moved; empty when it would.</param>
/// <param name="Lines">What it joins or parts, what follows it, what is not known.</param>
public sealed record LinePreview(string Refusal, ImmutableArray<string> Lines)
{
    private const string Id = "preview";

    /// <summary>Looks ahead; nothing moves.</summary>
    /// <param name="valve">Name or description.</param>
    /// <param name="for">The instrument, or the client, on whose behalf; empty for a person.</param>
    public static LinePreview Of(LabDefinition lab, LineState state, string valve, bool open, string @for, DateTimeOffset at)
    {
        var command = new ActuationCommand(Id, valve, "", open, "", "", Safety: false) { For = @for };
        var refusal = LineDecisions.Actuate(lab, state, command, at) switch
        {
            ActuationDecision.NoValve none => none.Reason,
            ActuationDecision.Locked locked => locked.Reason,
            ActuationDecision.Disabled disabled => disabled.Reason,
            ActuationDecision.Owned owned => owned.Reason,
            ActuationDecision.Interlocked interlocked => interlocked.Reason,
            _ => "",
        };
        return lab.FindValve(valve) is { } found ? new LinePreview(refusal, [.. Words(lab, state, found, open)]) : new LinePreview(refusal, []);
    }

    private static IEnumerable<string> Words(LabDefinition lab, LineState state, ValveDefinition valve, bool open)
    {
        var (graph, stand) = (LineGraph.Of(lab, state), state.Of(valve.Name).Stand);
        if (stand == ValveStands.Of(open))
            yield return $"{valve.Name} is {stand.Word()} already: it would be told so again";
        foreach (var line in Joins(graph, valve, open))
            yield return line;
        foreach (var (child, opens) in LineDecisions.Followers(lab, valve.Name, open, safety: false))
            yield return $"{child.Words} follows it and {(opens ? "opens" : "closes")}";
        foreach (var other in open ? lab.Valves.Where(v => v.Interlocks.Contains(valve.Name) && state.Of(v.Name).Stand == ValveStand.Open) : [])
            yield return $"{other.Words} is open, and could not be opened any more";
        foreach (var other in !open ? lab.Valves.Where(v => v.PositiveInterlocks.Contains(valve.Name) && state.Of(v.Name).Stand != ValveStand.Closed) : [])
            yield return $"{other.Words} is {state.Of(other.Name).Stand.Word()}, and wants {valve.Name} open";
    }

    private static IEnumerable<string> Joins(LineGraph graph, ValveDefinition valve, bool open)
    {
        if (!valve.JoinsVolumes)
        {
            yield return valve.Kind == ValveKind.Switch ? $"{valve.Name} is a switch: it joins no volumes" : $"what {valve.Name} joins is not in lab.yaml";
            yield break;
        }

        var (a, b) = (valve.VolumeA, valve.VolumeB);
        var without = graph.With(valve.Name, ValveStand.Closed);
        var way = without.Way(a, b);
        if (way.Length > 0)
        {
            yield return $"{a} and {b} {(open ? "are joined already" : "stay joined")}, through {string.Join(", ", way)}";
            yield break;
        }

        if (!open)
        {
            yield return $"closing {valve.Name} parts {Region(without, a)} from {Region(without, b)}";
            if (without.Way(a, b, perhaps: true) is { Length: > 0 } leak)
                yield return $"they may stay joined, through {string.Join(", ", leak)}, not all of which are known";
            yield break;
        }

        yield return $"opening {valve.Name} joins {Region(without, a)} and {Region(without, b)}";
        string[] left = [.. graph.Things(without.Joined(a))];
        string[] right = [.. graph.Things(without.Joined(b))];
        if (left.Length > 0 && right.Length > 0)
            yield return $"it would join {And(left)} with {And(right)}";
        var known = without.Joined(a).Concat(without.Joined(b)).ToHashSet(StringComparer.Ordinal);
        string[] more = [.. without.Joined(a, perhaps: true).Concat(without.Joined(b, perhaps: true)).Distinct().Where(v => !known.Contains(v))];
        if (more.Length > 0)
            yield return $"{And(more)} may be joined with them too, through valves of which it is not known how they stand";
    }

    private static string Region(LineGraph graph, string volume) => graph.Joined(volume) is [_, .. { Length: > 0 } others] ? $"{volume} (with {string.Join(", ", others)})" : volume;

    private static string And(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
