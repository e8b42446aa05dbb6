using LabActors.Actors.Scripts;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>A scripts folder of one test, with the Python that runs its scripts.</summary>
public sealed class ScriptFolder : IDisposable
{
    private static readonly Lazy<PythonRuntime> Found = new(() =>
    {
        var problems = new List<Problem>();
        return PythonRuntime.Find(problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
    });

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-scripts-");

    public static PythonRuntime Python => Found.Value;

    public ScriptFiles Files => new(folder.FullName);

    public string Write(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public ScriptDocument Script(string text, ScriptKind kind = ScriptKind.Extraction, string name = "test") =>
        ScriptFiles.Read(kind, name, Write($"{kind.Folder()}/{name}.py", text), [])!;

    public ScriptLaunch Launch(string text, ScriptKind kind = ScriptKind.Extraction, Dictionary<string, object?>? values = null)
    {
        var script = Script(text, kind);
        return new ScriptLaunch(script, ScriptContext.For(kind, values ?? [], script.Metadata), Files);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
