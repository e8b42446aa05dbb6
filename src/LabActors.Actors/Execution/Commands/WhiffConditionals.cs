using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Conditionals;

namespace LabActors.Actors.Execution.Commands;

/// <summary>The conditionals of a whiff: the first that holds for the newest readings names the action that the script gets.</summary>
internal sealed record WhiffConditionals(ImmutableArray<(IntensityTest Test, string ActionWord)> Items)
{
    /// <summary>Reads the list of <c>{action, attr, teststr}</c> that the script gave; None is no conditional.</summary>
    public static bool TryRead(JsonElement value, out WhiffConditionals conditionals, out string problem)
    {
        conditionals = new WhiffConditionals([]);
        problem = "";
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Array)
        {
            problem = $"a list of conditionals was expected, not {value.GetRawText()}";
            return false;
        }

        var items = ImmutableArray.CreateBuilder<(IntensityTest, string)>();
        foreach (var item in value.EnumerateArray())
        {
            var attr = Property(item, "attr");
            var text = Property(item, "teststr");
            if (text.Length > 0 && !char.IsLetter(text.TrimStart()[0]))
                text = attr + text;
            if (!IntensityTest.TryParse(text, out var test, out problem))
                return false;
            items.Add((test!, Property(item, "action")));
        }

        conditionals = new WhiffConditionals(items.ToImmutable());
        return true;
    }

    /// <summary>The action of the first conditional that holds, "" when none does.</summary>
    /// <param name="last">Newest intensity by detector, fA.</param>
    public string Action(ImmutableDictionary<string, double> last, ImmutableDictionary<string, string> isotopeOfDetector)
    {
        foreach (var (test, action) in Items)
        {
            var detector = isotopeOfDetector.FirstOrDefault(d => d.Value == test.Name).Key ?? test.Name;
            if (last.TryGetValue(detector, out var value) && test.Holds(value))
                return action;
        }

        return "";
    }

    private static string Property(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? CommandArguments.TextOf(value) : "";
}
