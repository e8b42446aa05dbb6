namespace LabActors.Export.Dvc;

/// <summary>Where Pychron looks for an analysis' files in its repository: the first two characters of the uuid are the folder, the rest the file.</summary>
public static class DvcPaths
{
    /// <summary>Length of the folder's name since January 2021; readers try 5, 3 and 2.</summary>
    private const int FolderLength = 2;

    /// <summary>The analysis itself: <c>74/78715a-….json</c>.</summary>
    public static string Meta(string uuid) => $"{Folder(uuid)}/{Stem(uuid)}.json";

    /// <summary>One of its parts: <c>74/intercepts/78715a-….inte.json</c>, <c>74/.data/78715a-….dat.json</c>.</summary>
    public static string Part(string uuid, string modifier) => modifier == Data
        ? $"{Folder(uuid)}/{Data}/{Stem(uuid)}.dat.json"
        : $"{Folder(uuid)}/{modifier}/{Stem(uuid)}.{modifier[..4]}.json";

    /// <summary>The state of the spectrometer, one file for each that there was.</summary>
    public static string Spectrometer(string sha) => $"{sha}.json";

    /// <summary>The folder of the raw data.</summary>
    public const string Data = ".data";

    private static string Folder(string uuid) => Clean(uuid)[..FolderLength];

    private static string Stem(string uuid) => Clean(uuid)[FolderLength..];

    private static string Clean(string name) => name.Replace(':', '_');
}
