using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Recovery;

/// <summary>
/// A script that runs again: what each of its requests has in the record. A request that differs in number, name or arguments has diverged, and so has one that leaves out what
/// is recorded. Where files lie is no difference; what is in them is (the hash of a child, the hops, the fits).
/// </summary>
/// <param name="Commands">The record, by number.</param>
/// <param name="Last">Number of the newest command that was met; 0 before the first.</param>
public sealed record ScriptReplay(ImmutableDictionary<long, CommandRecord> Commands, long Last = 0)
{
    // Where a child's file lies.
    private const string File = "$file";
    private readonly ImmutableArray<long> _order = [.. Commands.Keys.Order()];

    /// <summary>True once every recorded command was met: what comes next is new.</summary>
    public bool IsOver => _order.IsEmpty || Last >= _order[^1];

    /// <summary>Meets a request.</summary>
    /// <returns>The replay after it; its record, null when the request is new; and what was recorded and what came where they differ, else null.</returns>
    public (ScriptReplay Next, CommandRecord? Record, Divergence? Divergence) Meet(
        long seq, string name, ImmutableDictionary<string, JsonElement> arguments)
    {
        var next = this with { Last = seq };
        if (IsOver)
            return (next, null, null);
        var expected = Expected();
        return seq == expected.Request.Seq && name == expected.Request.Name && Same(arguments, expected.Request.Arguments)
            ? (next, expected, null)
            : (next, null, new Divergence(expected.Request.Seq, Words(expected.Request.Name, expected.Request.Arguments, arguments), Words(name, arguments, expected.Request.Arguments)));
    }

    /// <summary>The command that it should have asked for, when the script ends while there is more in the record; null when there is not.</summary>
    public CommandRequested? Missing => IsOver ? null : Expected().Request;

    private CommandRecord Expected()
    {
        var found = _order.BinarySearch(Last + 1);
        return Commands[_order[found < 0 ? ~found : found]];
    }

    private static bool Same(ImmutableDictionary<string, JsonElement> one, ImmutableDictionary<string, JsonElement> other) =>
        Compared(one).Count() == Compared(other).Count()
        && Compared(one).All(a => other.TryGetValue(a.Key, out var value) && JsonElement.DeepEquals(a.Value, value));

    private static IEnumerable<KeyValuePair<string, JsonElement>> Compared(ImmutableDictionary<string, JsonElement> arguments) => arguments.Where(a => a.Key != File);

    /// <summary>The command with the arguments that are not as the other's.</summary>
    private static string Words(string name, ImmutableDictionary<string, JsonElement> arguments, ImmutableDictionary<string, JsonElement> other)
    {
        var differ = Compared(arguments)
            .Where(a => !other.TryGetValue(a.Key, out var value) || !JsonElement.DeepEquals(a.Value, value))
            .OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => $"{a.Key}={Short(a.Value.ValueKind == JsonValueKind.Undefined ? "" : a.Value.GetRawText())}");
        return $"{name}({string.Join(", ", differ)})";
    }

    private static string Short(string text) => text.Length > 80 ? text[..80] + "..." : text;
}
