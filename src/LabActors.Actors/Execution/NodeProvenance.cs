namespace LabActors.Actors.Execution;

/// <summary>Which programs and which laboratory a node's runs are carried out by: what a reader of the data in ten years asks for.</summary>
/// <param name="Version">Of this program.</param>
/// <param name="PythonVersion">Of the interpreter that runs the scripts.</param>
/// <param name="Runtime">.NET and operating system.</param>
/// <param name="LabSha256">SHA-256 of <c>lab.yaml</c>, hexadecimal; empty when it was not read from a file.</param>
/// <param name="Seed">Seed of the simulated laboratory; empty when devices are real.</param>
public sealed record NodeProvenance(string Node, string Version, string PythonVersion, string Runtime, string LabSha256, string Seed)
{
    /// <summary>Nobody said.</summary>
    public static NodeProvenance Unknown { get; } = new("", "", "", "", "", "");
}
