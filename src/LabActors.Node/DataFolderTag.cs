using System.Security.Cryptography;

namespace LabActors.Node;

/// <summary>
/// What tells a data folder from every other: a few random digits in <c>folder.tag</c>, drawn at its first start. Ids of queues end with it, and uuids of runs are made of those, so that runs of two folders never have
/// the same: results of several folders can be kept in one database, and exported to one repository. What is measured does not depend on it.
/// </summary>
public static class DataFolderTag
{
    private const string Name = "folder.tag";
    private const int Bytes = 4;

    /// <summary>The tag of a folder that is there and can be written.</summary>
    public static string Of(string data)
    {
        var file = Path.Combine(data, Name);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: 2 * Bytes } known && known.All(char.IsAsciiHexDigitLower))
            return known;
        var drawn = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        File.WriteAllText(file, drawn);
        return drawn;
    }
}
