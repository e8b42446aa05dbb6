using System.Diagnostics;

namespace LabActors.Console.Tests;

/// <summary>
/// A copy of the launcher in a folder of its own, with a dotnet that is a script: it notes its builds and, run with the console's
/// assembly, prints its arguments and exits with what the first one says.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private const string FakeDotnet = """
        #!/bin/sh
        case $1 in
          --list-sdks) echo "$FAKE_SDKS" ;;
          msbuild) echo linux-x64 ;;
          publish)
            echo "$*" >> "$FAKE_LOG"
            [ -z "$FAKE_BROKEN" ] || { echo "Program.cs(1,1): error CS1002: ; expected"; exit 1; }
            [ -z "$FAKE_NO_COMPILER" ] || case $* in *" -r "*) echo "error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2.linux-x64."; exit 1 ;; esac
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2"
            : > "$2/LabActors.Console.dll" ;;
          *)
            shift
            [ -z "$FAKE_PIPES" ] || { echo up > "$FAKE_PIPES/up"; read -r word < "$FAKE_PIPES/end"; }
            echo "console: $*"; exit "${FAKE_EXIT:-0}" ;;
        esac
        """;

    public Checkout()
    {
        Copy(Path.Combine(Repository.Root, "tools"), Path.Combine(Root, "tools"));
        File.Copy(Path.Combine(Repository.Root, "lab"), Lab);
        Directory.CreateDirectory(Path.GetDirectoryName(Source)!);
        File.WriteAllText(Source, "first");
        var dotnet = Path.Combine(Bin, "dotnet");
        Directory.CreateDirectory(Bin);
        File.WriteAllText(dotnet, FakeDotnet);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"lab-checkout-{Guid.NewGuid():N}");

    public string Lab => Path.Combine(Root, "lab");

    public string Source => Path.Combine(Root, "src", "LabActors.Console", "Program.cs");

    public string Bin => Path.Combine(Root, "bin");

    public int Builds => Commands.Length;

    /// <summary>What the SDK was asked to publish.</summary>
    public string[] Commands => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    /// <summary>The consoles that were built and are there, one for each state of the sources.</summary>
    public string[] Consoles => Directory.GetDirectories(Path.Combine(Root, "artifacts", "lab", "console"));

    private string Log => Path.Combine(Root, "log");

    public Task<(int Code, string Output, string Error)> LabAsync(string arguments, params (string Name, string Value)[] environment) =>
        RunAsync("/bin/sh", [Lab, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], $"{Bin}:{Environment.GetEnvironmentVariable("PATH")}", environment);

    public async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments, string path, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = Root;
        start.Environment["FAKE_LOG"] = Log;
        start.Environment["FAKE_SDKS"] = "10.0.100 [/dotnet/sdk]";
        start.Environment.Remove("DOTNET_ROOT");

        // What a version manager behind python3 needs is under the real home.
        if (Environment.GetEnvironmentVariable("HOME") is { } home)
            start.Environment["PYENV_ROOT"] = Environment.GetEnvironmentVariable("PYENV_ROOT") ?? Path.Combine(home, ".pyenv");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.py", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
