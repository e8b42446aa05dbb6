namespace LabActors.Core.Scripts;

/// <summary>Type of a variable in Python.</summary>
public enum ScriptVariableForm
{
    /// <summary>str.</summary>
    Text,

    /// <summary>float, or None where nothing was given and the default is null.</summary>
    Float,

    /// <summary>A number as it was written, int or float.</summary>
    Number,

    /// <summary>bool.</summary>
    Flag,

    /// <summary>list of str, or of coordinates.</summary>
    List,
}
