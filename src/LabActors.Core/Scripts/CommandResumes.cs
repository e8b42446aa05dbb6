using System.Collections.Frozen;
using static LabActors.Core.Scripts.CommandResume;

namespace LabActors.Core.Scripts;

/// <summary>The one place that says how each command of <see cref="CommandCatalog"/> is resumed: by its nature, but for those named here.</summary>
public static class CommandResumes
{
    private static readonly FrozenDictionary<string, CommandResume> Exceptions = new Dictionary<string, CommandResume>(StringComparer.Ordinal)
    {
        // Absolute outputs: the same watts again are the same watts.
        ["extract"] = Repeat,
        ["ramp"] = ByElapsedTime,

        // There is no camera driver: the record says that none was taken.
        ["snapshot"] = Repeat,
        ["waitfor"] = CallBack,
        ["safe_while"] = CallBack,

        // Asks the leases for a value; what they have is there to be read again.
        ["wait"] = Repeat,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How a command is resumed; one that the vocabulary does not have is decided.</summary>
    public static CommandResume Of(string command) => Exceptions.TryGetValue(command, out var exception)
        ? exception
        : CommandCatalog.Find(command)?.Nature switch
        {
            CommandNature.Local or CommandNature.Query or CommandNature.IdempotentSet => Repeat,
            CommandNature.Wait => WaitOn,
            CommandNature.Equilibration => Equilibrate,
            CommandNature.Acquisition => Measure,
            _ => Decide,
        };
}
