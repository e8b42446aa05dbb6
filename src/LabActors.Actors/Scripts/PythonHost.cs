using System.Diagnostics;

namespace LabActors.Actors.Scripts;

/// <summary>The Python program that hosts scripts, and how an interpreter is started with it.</summary>
internal static class PythonHost
{
    private static readonly byte[] Text = Read("wire", "output", "commands", "vocabulary", "children", "running");

    /// <summary>The program; the first thing that the process is sent.</summary>
    public static ReadOnlySpan<byte> Program => Text;

    /// <summary>
    /// A bare interpreter: no site packages, no folder of the user's to import from, hash seed pinned. This does what
    /// <c>-I</c> does by other means, because under <c>-I</c> the seed cannot be pinned.
    /// </summary>
    public static ProcessStartInfo StartInfo(PythonRuntime runtime)
    {
        var start = new ProcessStartInfo(runtime.Executable, ["-s", "-S", "-B", "-X", "utf8", "-c", Bootstrap()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var variable in start.Environment.Keys.Where(k => k.StartsWith("PYTHON", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        start.Environment["PYTHONHASHSEED"] = "0";
        return start;
    }

    /// <summary>Reads the program from standard input: as an argument it would show in every list of processes.</summary>
    private static string Bootstrap() =>
        "import sys;sys.path[:]=[p for p in sys.path if p];import os;reader=os.fdopen(os.dup(0),'rb');"
        + $"exec(compile(reader.read({Text.Length}),'<labactors host>','exec'),{{'__name__':'labactors_host','reader':reader}})";

    private static byte[] Read(params string[] parts)
    {
        using var program = new MemoryStream();
        foreach (var part in parts)
        {
            using var resource = typeof(PythonHost).Assembly.GetManifestResourceStream($"LabActors.Scripts.Host.{part}.py")!;
            resource.CopyTo(program);
            program.WriteByte((byte)'\n');
        }

        return program.ToArray();
    }
}
