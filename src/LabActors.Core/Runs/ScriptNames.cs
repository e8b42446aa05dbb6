using System.Collections.Immutable;

namespace LabActors.Core.Runs;

/// <summary>From the name of a script in a queue to file names in the folder of its kind.</summary>
public static class ScriptNames
{
    private const string Extension = ".py";

    /// <summary>
    /// The file names to look for, in order; the first that exists is the script, and where none does, the first is
    /// reported as missing. A spectrometer's own version goes before the common one: <c>felix_diode.py</c>, <c>diode.py</c>.
    /// </summary>
    public static ImmutableArray<string> Candidates(string name, string massSpectrometer)
    {
        if (IsNone(name))
            return [];
        var file = WithoutExtension(name) + Extension;
        var prefix = massSpectrometer.ToLowerInvariant() + "_";
        return prefix == "_" || file.StartsWith(prefix, StringComparison.Ordinal) ? [file] : [prefix + file, file];
    }

    /// <summary>The name without <c>.py</c>.</summary>
    public static string WithoutExtension(string name) =>
        name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;

    /// <summary>True for the empty name and the texts that stand for none.</summary>
    public static bool IsNone(string name) => name is "" or "---" or "None";
}
