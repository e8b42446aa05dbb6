namespace LabActors.Core.Importing.Pychron;

/// <summary>A device of the set-up with what its files say.</summary>
/// <param name="Name">As valves and managers name it.</param>
/// <param name="Folder">Below <c>devices</c>; empty for the folder itself.</param>
/// <param name="Plugin">The plug-in that starts it; empty for none.</param>
/// <param name="Manager">The manager that has it; empty for none.</param>
/// <param name="Class">Its class, or what stands for it.</param>
/// <param name="Own">The file of its name; null when there is none.</param>
/// <param name="Wired">The file that says how it is reached: its own, or that of the class that it names.</param>
/// <param name="IsStarted">Whether Pychron starts it.</param>
internal sealed record SetupDevice(string Name, string Folder, string Plugin, string Manager, string Class, CfgFile? Own, CfgFile? Wired, bool IsStarted, string File, int Line)
{
    public string Key => KeyOf(Folder, Name);

    /// <summary>The device in words.</summary>
    public string What => $"device {(Folder.Length > 0 ? $"{Folder}/" : "")}{Name}";

    /// <summary>A value of its own file, or else of the class that it names.</summary>
    public CfgValue? Value(string section, string key) => Own?.Value(section, key) ?? Wired?.Value(section, key);

    public static string KeyOf(string folder, string name) => $"{folder}/{name}".ToLowerInvariant();
}
