namespace LabActors.Core.Scripts;

/// <summary>One variable that the program gives to a script.</summary>
/// <param name="Name">Its name in the script.</param>
/// <param name="Form">Type in Python.</param>
/// <param name="Default">What it is when the run says nothing: a string, a number, a flag, or null.</param>
/// <param name="Scope">The scripts that see it.</param>
public sealed record ScriptVariable(string Name, ScriptVariableForm Form, object? Default, ScriptVariableScope Scope = ScriptVariableScope.Every);
