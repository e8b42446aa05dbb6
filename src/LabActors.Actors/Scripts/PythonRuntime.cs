using System.ComponentModel;
using System.Diagnostics;
using LabActors.Core.Problems;

namespace LabActors.Actors.Scripts;

/// <summary>The CPython that runs scripts.</summary>
/// <param name="Executable">The interpreter itself, never a launcher or shim.</param>
/// <param name="Version">Its version.</param>
public sealed record PythonRuntime(string Executable, Version Version)
{
    /// <summary>Names the interpreter to use.</summary>
    public const string Variable = "LABACTORS_PYTHON";

    /// <summary>The oldest version that scripts are run with.</summary>
    public static Version Oldest { get; } = new(3, 8);

    private const string Question = "import sys;print(sys.executable);print('%d.%d.%d'%sys.version_info[:3])";

    /// <summary>
    /// Finds an interpreter: the one named by <c>LABACTORS_PYTHON</c> (then no other), or else <c>python3</c> or
    /// <c>python</c> on the path. Starts it once to ask for its version, so ask once and keep the answer.
    /// </summary>
    /// <param name="problems">Receives what was found instead, with the fix.</param>
    /// <returns>The interpreter; null when there is none that will do.</returns>
    public static PythonRuntime? Find(ICollection<Problem> problems)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        string[] candidates = string.IsNullOrWhiteSpace(named) ? ["python3", "python"] : [named];
        var found = new List<string>();
        foreach (var candidate in candidates)
        {
            if (Ask(candidate, found) is not { } runtime)
                continue;
            if (runtime.Version >= Oldest)
                return runtime;
            found.Add($"{candidate} is Python {runtime.Version}");
        }

        problems.Add(new Problem("", 0, 0, $"no Python {Oldest} or newer: {string.Join("; ", found)}. Install Python 3 or name one in {Variable}"));
        return null;
    }

    private static PythonRuntime? Ask(string candidate, List<string> found)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(candidate, ["-I", "-S", "-c", Question])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var answer = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                process.Kill(entireProcessTree: true);
                found.Add($"{candidate} does not answer");
                return null;
            }

            var lines = answer.GetAwaiter().GetResult().Split('\n', StringSplitOptions.TrimEntries);
            if (process.ExitCode == 0 && lines is [{ Length: > 0 } executable, var version, ..] && System.Version.TryParse(version, out var parsed))
                return new PythonRuntime(executable, parsed);
            found.Add($"{candidate} is not a usable Python");
        }
        catch (Win32Exception)
        {
            found.Add($"there is no {candidate}");
        }

        return null;
    }
}
