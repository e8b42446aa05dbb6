namespace LabActors.Export;

/// <summary>Writes runs into a folder in one format. A repetition changes nothing; it works on files, so it is called on a thread of its own.</summary>
public interface IRunExporter
{
    /// <summary>Exports one run.</summary>
    /// <exception cref="IOException">The folder cannot be written; nothing is half there, and it can be tried again.</exception>
    ExportOutcome Export(ExportedRun run);
}
