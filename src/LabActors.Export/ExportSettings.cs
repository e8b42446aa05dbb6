using LabActors.Export.Dvc;

namespace LabActors.Export;

/// <summary>How runs are exported.</summary>
/// <param name="Zone">The laboratory's time zone: Pychron's files have local times without one.</param>
public sealed record ExportSettings(TimeZoneInfo Zone)
{
    /// <summary>Name of the program in exports; its version is that which measured the run.</summary>
    public string Program { get; init; } = "labactors";

    /// <summary>The program that a run was measured with, <c>labactors 0.1.0</c>: an export does not change with the version that makes it.</summary>
    public string Software(string version) => $"{Program} {version.Split('+')[0]}".TrimEnd();

    /// <summary>The commit of the program's source, where its version names one.</summary>
    public static string SourceCommit(string version) => version.Split('+') is [_, { Length: 40 } commit] ? commit : DvcAnalysis.NoCommit;
}
