using System.Collections.Immutable;

namespace LabActors.Core.Importing;

/// <summary>Collects what became of the things of a set-up folder, and which of its files were read.</summary>
internal sealed class ImportFindings
{
    private readonly List<ImportFinding> _all = [];
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<ImportFinding> All => [.. _all];

    public void Taken(string what, string file, int line, string told) => Add(ImportOutcome.Taken, what, file, line, told);

    public void Changed(string what, string file, int line, string told) => Add(ImportOutcome.Changed, what, file, line, told);

    public void Assumed(string what, string file, int line, string told) => Add(ImportOutcome.Assumed, what, file, line, told);

    public void NotNeeded(string what, string file, int line, string told) => Add(ImportOutcome.NotNeeded, what, file, line, told);

    public void LeftOut(string what, string file, int line, string told) => Add(ImportOutcome.LeftOut, what, file, line, told);

    /// <summary>A file was read, or looked at and known.</summary>
    public void Read(string file) => _read.Add(file);

    public bool WasRead(string file) => _read.Contains(file);

    private void Add(ImportOutcome outcome, string what, string file, int line, string told) => _all.Add(new ImportFinding(outcome, what, file, line, told));
}
