using System.Text.Json;

namespace LabActors.Core.Scripts;

/// <summary>One parameter of a command, as its Python signature has it.</summary>
/// <param name="Name">The keyword.</param>
/// <param name="Default">The default; null when the parameter must be given (or is a star parameter).</param>
/// <param name="Form">How arguments reach it.</param>
public sealed record CommandParameter(string Name, JsonElement? Default, CommandParameterForm Form)
{
    /// <summary>True when a call without it is an error.</summary>
    public bool IsRequired =>
        Default is null && Form is (CommandParameterForm.Ordinary or CommandParameterForm.KeywordOnly);
}
