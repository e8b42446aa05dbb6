using System.Collections.Immutable;

namespace LabActors.Export;

/// <summary>What became of the export of one run.</summary>
/// <param name="Place">Where it is: a repository's folder or a file.</param>
/// <param name="Changed">False when everything was there already.</param>
/// <param name="Kept">Files that were left as somebody else has made them, and why.</param>
public sealed record ExportOutcome(string RunUuid, string RunId, string Place, bool Changed, ImmutableArray<string> Kept);
