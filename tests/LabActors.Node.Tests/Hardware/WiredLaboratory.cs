namespace LabActors.Node.Tests.Hardware;

/// <summary>The wired example as a text, and with what a test has otherwise.</summary>
internal static class WiredLaboratory
{
    /// <summary>Its file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(SourceTree.Root, "examples", "wired-lab", "lab.yaml");

    /// <summary>Its text, without noise of gauges and whatever else is changed.</summary>
    public static string With(params (string From, string To)[] changes)
    {
        var text = File.ReadAllText(Path);
        foreach (var (from, to) in changes.Append(("noise: 0.01, floor_mbar: 1.0e-11", "noise: 0, floor_mbar: 1.0e-9")))
        {
            text.ShouldContain(from);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
