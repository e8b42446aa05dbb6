using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LabActors.Core.Scripts;

/// <summary>Binds the arguments of a call to the parameters of a command, as CPython does, with CPython's messages.</summary>
public static class ArgumentBinder
{
    private static readonly JsonElement NoItems = JsonElement.Parse("[]");
    private static readonly JsonElement NoEntries = JsonElement.Parse("{}");

    /// <summary>Binds <paramref name="positional"/> (a list) and <paramref name="keywords"/> (an object).</summary>
    /// <param name="command">The command called.</param>
    /// <param name="positional">A JSON array.</param>
    /// <param name="keywords">A JSON object.</param>
    /// <param name="legacy">True to accept the old keyword <c>dac</c> for <c>use_dac</c>.</param>
    public static BoundCommand Bind(CommandDefinition command, JsonElement positional, JsonElement keywords, bool legacy = true)
    {
        var parameters = command.Parameters;
        var values = new JsonElement?[parameters.Length];
        var given = positional.GetArrayLength();
        var next = FillPositionals(parameters, values, positional);
        List<JsonProperty>? rest = null;
        foreach (var keyword in keywords.EnumerateObject())
        {
            var at = Find(parameters, keyword.Name);
            if (at < 0 && legacy && keyword.Name == "dac")
                at = Find(parameters, "use_dac");
            if (at >= 0 && values[at] is not null)
                return Refuse($"{command.Name}() got multiple values for argument '{keyword.Name}'");
            if (at >= 0)
                values[at] = keyword.Value;
            else if (parameters.Any(p => p.Form == CommandParameterForm.Keywords))
                (rest ??= []).Add(keyword);
            else
                return Refuse($"{command.Name}() got an unexpected keyword argument '{keyword.Name}'");
        }

        var starred = parameters.Any(p => p.Form == CommandParameterForm.Positionals);
        if (next < given && !starred)
            return Refuse(TooMany(command, given));

        var bound = ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        List<string>? missing = null;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            switch (parameter.Form)
            {
                case CommandParameterForm.Positionals:
                    bound[parameter.Name] = next == 0 ? positional : Tail(positional, next);
                    break;
                case CommandParameterForm.Keywords:
                    bound[parameter.Name] = rest is null ? NoEntries : Collect(rest);
                    break;
                default:
                    if ((values[i] ?? parameter.Default) is { } value)
                        bound[parameter.Name] = value;
                    else
                        (missing ??= []).Add(parameter.Name);
                    break;
            }
        }

        return missing is null ? new BoundCommand(bound.ToImmutable(), null) : Refuse(Missing(command, missing));
    }

    private static int FillPositionals(
        ImmutableArray<CommandParameter> parameters, JsonElement?[] values, JsonElement positional)
    {
        var next = 0;
        foreach (var item in positional.EnumerateArray())
        {
            if (next >= parameters.Length || parameters[next].Form != CommandParameterForm.Ordinary)
                break;
            values[next++] = item;
        }

        return next;
    }

    private static int Find(ImmutableArray<CommandParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Length; i++)
            if (parameters[i].Name == name
                && parameters[i].Form is (CommandParameterForm.Ordinary or CommandParameterForm.KeywordOnly))
                return i;
        return -1;
    }

    private static JsonElement Tail(JsonElement list, int from) =>
        list.GetArrayLength() <= from ? NoItems : JsonSerializer.SerializeToElement(list.EnumerateArray().Skip(from));

    private static JsonElement Collect(List<JsonProperty> properties) =>
        JsonSerializer.SerializeToElement(properties.ToDictionary(p => p.Name, p => p.Value));

    private static string TooMany(CommandDefinition command, int given)
    {
        var ordinary = command.Parameters.Where(p => p.Form == CommandParameterForm.Ordinary).ToList();
        var required = ordinary.Count(p => p.IsRequired);
        var range = required == ordinary.Count ? $"{required}" : $"from {required} to {ordinary.Count}";
        var plural = ordinary.Count == 1 && required == 1 ? "" : "s";
        return $"{command.Name}() takes {range} positional argument{plural} but {given} {(given == 1 ? "was" : "were")} given";
    }

    private static string Missing(CommandDefinition command, List<string> names)
    {
        var quoted = names.ConvertAll(n => $"'{n}'");
        var list = quoted.Count switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => new StringBuilder().AppendJoin(", ", quoted.Take(quoted.Count - 1)).Append(", and ").Append(quoted[^1]).ToString(),
        };
        return $"{command.Name}() missing {names.Count} required positional argument{(names.Count == 1 ? "" : "s")}: {list}";
    }

    private static BoundCommand Refuse(string error) => new(ImmutableDictionary<string, JsonElement>.Empty, error);
}
