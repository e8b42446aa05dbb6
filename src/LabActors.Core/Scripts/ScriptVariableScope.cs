namespace LabActors.Core.Scripts;

/// <summary>Which scripts see a variable.</summary>
public enum ScriptVariableScope
{
    /// <summary>All of them.</summary>
    Every,

    /// <summary>All but the measurement script.</summary>
    Line,

    /// <summary>The measurement script.</summary>
    Measurement,
}
