namespace LabActors.Core.Exports;

/// <summary>Where runs are exported by themselves when they have ended.</summary>
/// <param name="Format"><c>dvc, csv, parquet, json</c>.</param>
/// <param name="Folder">Absolute path.</param>
/// <param name="Remote">Where repositories are pushed; <c>{repository}</c> stands for the name of each. Empty for nowhere.</param>
/// <param name="TimeZone">The laboratory's time zone; empty for the computer's.</param>
public sealed record ExportTarget(string Format, string Folder, string Remote, string TimeZone);
