using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>All that a script actor needs to run one script.</summary>
/// <param name="Script">The script: kind, path, text, hash.</param>
/// <param name="Context">Its variables.</param>
/// <param name="Files">Where its children, hops and fits are found.</param>
public sealed record ScriptLaunch(ScriptDocument Script, ScriptContext Context, ScriptFiles Files)
{
    /// <summary>Bounds of the process.</summary>
    public ScriptLimits Limits { get; init; } = new();

    /// <summary>True to accept the names of 2011 to 2015.</summary>
    public bool Legacy { get; init; } = true;

    /// <summary>True when the run's extraction device is a UV laser.</summary>
    public bool Uv { get; init; }
}
