using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;

namespace LabActors.Acceptance.Examples;

/// <summary>The files of <c>examples/demo-lab</c>, and of the real laboratories where they lie beside the repository.</summary>
internal static class DemoLaboratory
{
    /// <summary>The repository's root.</summary>
    public static string Repository => SourceTree.Root;

    /// <summary>The demo laboratory's folder.</summary>
    public static string Folder => SourceTree.DemoLab;

    /// <summary>Its scripts.</summary>
    public static ScriptFiles Scripts => new(Path.Combine(Folder, "scripts"));

    /// <summary>Real laboratories' queues; need not exist.</summary>
    public static string RealQueues => Path.GetFullPath(Path.Combine(Repository, "..", "shared", "cases", "queues"));

    /// <summary>File names of the demo laboratory's queues.</summary>
    public static IEnumerable<object[]> QueueNames() => NamesIn(Path.Combine(Folder, "queues"));

    /// <summary>File names of the real queues, none where they are absent.</summary>
    public static IEnumerable<object[]> RealQueueNames() => Directory.Exists(RealQueues) ? NamesIn(RealQueues) : [];

    /// <summary>Paths under <c>scripts</c>, with forward slashes, of every script that a queue may name.</summary>
    public static IEnumerable<object[]> ScriptNames() =>
        from kind in Enum.GetValues<ScriptKind>()
        let folder = Path.Combine(Scripts.Root, kind.Folder())
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, "*.py").Order(StringComparer.Ordinal)
        select new object[] { kind, Path.GetFileNameWithoutExtension(file) };

    /// <summary>The laboratory, which must read without a problem.</summary>
    public static LabDefinition Lab()
    {
        var path = Path.Combine(Folder, "lab.yaml");
        var read = LabFile.Read(File.ReadAllText(path), path);
        read.Problems.ShouldBeEmpty();
        return read.Lab.ShouldNotBeNull();
    }

    /// <summary>What reading a queue of the demo laboratory gives.</summary>
    public static QueueReadResult ReadQueue(string name) => Read(Path.Combine(Folder, "queues", name));

    /// <summary>What reading a real queue gives.</summary>
    public static QueueReadResult ReadRealQueue(string name) => Read(Path.Combine(RealQueues, name));

    /// <summary>Every script name of a queue's rows, once each, by kind and spectrometer.</summary>
    public static IEnumerable<(ScriptKind Kind, string Name, string Spectrometer)> ScriptsOf(ExperimentQueue queue) =>
        queue.Runs.SelectMany(ScriptsOf).Distinct();

    /// <summary>Problems as one text, for the message of a failed assertion.</summary>
    public static string Told(IEnumerable<Problem> problems) => string.Join(Environment.NewLine, problems);

    private static IEnumerable<(ScriptKind, string, string)> ScriptsOf(RunSpec run) =>
        new[]
        {
            (ScriptKind.Extraction, run.ExtractionScript, run.MassSpectrometer),
            (ScriptKind.Measurement, run.MeasurementScript, run.MassSpectrometer),
            (ScriptKind.PostEquilibration, run.PostEquilibrationScript, run.MassSpectrometer),
            (ScriptKind.PostMeasurement, run.PostMeasurementScript, run.MassSpectrometer),
        }.Where(s => s.Item2.Length > 0);

    private static QueueReadResult Read(string path) => QueueFile.Read(File.ReadAllText(path), path);

    private static IEnumerable<object[]> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).Select(n => new object[] { n });
}
