using System.Collections.Immutable;

namespace LabActors.Core.Scripts;

/// <summary>One command of the script vocabulary.</summary>
/// <param name="Name">Its name in scripts.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Nature">What it is for whoever resumes a run.</param>
/// <param name="Capability">What the laboratory must have.</param>
/// <param name="Kinds">The kinds of script that know it.</param>
public sealed record CommandDefinition(
    string Name,
    ImmutableArray<CommandParameter> Parameters,
    CommandNature Nature,
    ScriptCapability Capability,
    ImmutableHashSet<ScriptKind> Kinds)
{
    /// <summary>
    /// True when the command changes something outside the program. The first such command of an extraction is the
    /// run's point of no return. Lights, pictures and shared flags do not touch the gas and do not count.
    /// </summary>
    public bool HasPhysicalEffect =>
        Nature is CommandNature.IdempotentSet or CommandNature.OneShot or CommandNature.Acquisition or CommandNature.Equilibration
        && Capability is not (ScriptCapability.None or ScriptCapability.Camera or ScriptCapability.Resources);
}
