using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>The demo laboratory's file.</summary>
internal static class DemoLab
{
    public static string Path => System.IO.Path.Combine(SourceTree.DemoLab, "lab.yaml");

    public static string Text => File.ReadAllText(Path);

    public static LabDefinition Read()
    {
        var result = LabFile.Read(Text, "lab.yaml");
        result.Problems.ShouldBeEmpty();
        return result.Lab.ShouldNotBeNull();
    }
}
