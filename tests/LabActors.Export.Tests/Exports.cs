using LabActors.Core.Conditionals;
using LabActors.Core.Reduction;
using LabActors.Core.Tests.Reduction;

namespace LabActors.Export.Tests;

/// <summary>Runs to export, and a folder that is gone with the test.</summary>
internal sealed class Exports : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, 123, TimeSpan.Zero);

    public static ExportSettings Settings { get; } = new(TimeZoneInfo.Utc);

    public string Folder { get; } = Directory.CreateTempSubdirectory("labactors-export-").FullName;

    public static ExportedRun Whole(string uuid = "aabbccdd-0000-4000-8000-000000000001", string runId = "66681-03A", double hours = 0, bool simulated = true) =>
        Of(RunRecord.Fold(RunStory.Whole(uuid, runId, Start.AddHours(hours), simulated).Events));

    public static ExportedRun Of(RunRecord record) => ExportedRun.Of(record with { Spec = record.Spec with { RepositoryIdentifier = "Cohen_1", Username = "jän" } });

    /// <summary>A run whose signal a conditional of the queue's file ended.</summary>
    public static ExportedRun Tripped()
    {
        var record = Whole().Record;
        var conditional = new Conditional
        {
            Kind = ConditionalKind.Truncation,
            Level = ConditionalLevel.Queue,
            File = "queue.yaml",
            Line = 3,
            Test = "Ar40 > 900",
            Start = 5,
            Frequency = 5,
            AnalysisTypes = ["unknown"],
        }.WithId();
        return Of(record with
        {
            State = "truncated",
            Conditionals = RunConditionals.Empty with
            {
                Installed = [conditional],
                Tripped =
                [
                    new(record.EndedAt!.Value, conditional.Id, conditional.Kind, conditional.Level, "queue.yaml", 3, conditional.Test, "", [new("Ar40", 1000.25, "")], "count", 2, 10, true),
                ],
            },
        });
    }

    /// <summary>The run with a blank taken off its first isotope.</summary>
    public static ExportedRun WithBlank(ExportedRun run) => run with
    {
        Reduced = run.Reduced with { Isotopes = run.Reduced.Isotopes.SetItem(0, run.Reduced.Isotopes[0] with { Blank = new(25.1, 0.02) }) },
    };

    public IRunExporter Exporter(string format) => ExportFormats.Create(format, Folder, Settings);

    /// <summary>Every file below the folder with its bytes; of git's own, the ids that branches have.</summary>
    public Dictionary<string, string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(path => (Path: Path.GetRelativePath(Folder, path).Replace('\\', '/'), Full: path))
        .Where(file => !file.Path.Contains("/.git/", StringComparison.Ordinal) || file.Path.Contains("/.git/refs/", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.Full))));

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories))
            file.IsReadOnly = false;
        Directory.Delete(Folder, recursive: true);
    }
}
