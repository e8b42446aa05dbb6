using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Core.Scripts;

/// <summary>
/// Reads a signature written as Python writes it, <c>open(name=None, description='', ntries=100)</c>, so that the
/// catalog can be compared with the reference at a glance.
/// </summary>
internal static class CommandSignature
{
    public static (string Name, ImmutableArray<CommandParameter> Parameters) Parse(string signature)
    {
        var open = signature.IndexOf('(');
        var name = signature[..open];
        var inside = signature[(open + 1)..^1];
        var parameters = ImmutableArray.CreateBuilder<CommandParameter>();
        var keywordOnly = false;
        foreach (var part in inside.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("**", StringComparison.Ordinal))
            {
                parameters.Add(new CommandParameter(part[2..], null, CommandParameterForm.Keywords));
                continue;
            }

            if (part.StartsWith('*'))
            {
                parameters.Add(new CommandParameter(part[1..], null, CommandParameterForm.Positionals));
                keywordOnly = true;
                continue;
            }

            var equals = part.IndexOf('=');
            var form = keywordOnly ? CommandParameterForm.KeywordOnly : CommandParameterForm.Ordinary;
            parameters.Add(equals < 0
                ? new CommandParameter(part, null, form)
                : new CommandParameter(part[..equals], Literal(part[(equals + 1)..]), form));
        }

        return (name, parameters.ToImmutable());
    }

    private static JsonElement Literal(string python) => JsonElement.Parse(python switch
    {
        "None" => "null",
        "True" => "true",
        "False" => "false",
        _ when python[0] == '\'' => JsonSerializer.Serialize(python[1..^1]),
        _ => python,
    });
}
