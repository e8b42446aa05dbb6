using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>Words an error of a script for the person who has to mend it.</summary>
public static partial class ScriptErrors
{
    /// <summary>The error, with what an unknown name may have meant and with the scripts that had called this one.</summary>
    /// <param name="error">As Python says it.</param>
    /// <param name="kind">The script's kind.</param>
    /// <param name="callers">The scripts that had called, outermost first.</param>
    public static string Describe(string error, ScriptKind kind, ImmutableArray<(string File, int Line)> callers)
    {
        var described = UnknownName().Match(error) is { Success: true } match
            ? error + Explain(match.Groups[1].Value, kind)
            : error;
        var called = callers.IsDefaultOrEmpty
            ? ""
            : $" (called from {string.Join(", ", callers.Reverse().Select(c => $"{Path.GetFileName(c.File)} line {c.Line}"))})";
        return described + called;
    }

    private static string Explain(string name, ScriptKind kind)
    {
        if (CommandCatalog.LegacyNames.TryGetValue(name, out var today))
            return $": unknown command, an old name of {today}; legacy names are switched off";
        if (name is "xrange" or "exp" or "ctx")
            return ": an old name; legacy names are switched off";
        if (CommandCatalog.Find(name) is { Kinds.Count: > 0 } command)
            return $": not a command of {kind.Folder()} scripts, but of {string.Join(", ", command.Kinds.Select(k => k.Folder()).Order())}";
        return $": neither a command of {kind.Folder()} scripts, nor a variable of the run, nor one of its script options";
    }

    [GeneratedRegex(@"^NameError: (?:global )?name '([^']+)' is not defined")]
    private static partial Regex UnknownName();
}
