using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>The demo laboratory's file, found from the folder in which the tests run.</summary>
internal static class DemoLab
{
    public static string Path
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "LabActors.sln")))
            {
                folder = folder.Parent;
            }

            return System.IO.Path.Combine(folder.ShouldNotBeNull().FullName, "examples", "demo-lab", "lab.yaml");
        }
    }

    public static string Text => File.ReadAllText(Path);

    public static LabDefinition Read()
    {
        var result = LabFile.Read(Text, "lab.yaml");
        result.Problems.ShouldBeEmpty();
        return result.Lab.ShouldNotBeNull();
    }
}
