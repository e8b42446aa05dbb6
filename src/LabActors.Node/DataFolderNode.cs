namespace LabActors.Node;

/// <summary>
/// Which of a laboratory's nodes a data folder belongs to, in <c>folder.node</c>; written at its first start, in a laboratory of several nodes only. Journals of two nodes never mix, and whoever looks at a folder
/// knows whose journal it has in a PostgreSQL database that all share.
/// </summary>
public static class DataFolderNode
{
    private const string Name = "folder.node";

    /// <summary>The node; empty where none is noted.</summary>
    public static string Of(string data)
    {
        var file = Path.Combine(data, Name);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }

    /// <summary>Notes the node of a folder that can be written.</summary>
    /// <returns>Why it may not have it: it is another node's. Empty when all is well.</returns>
    public static string Claim(string data, string node)
    {
        var known = Of(data);
        if (known.Length == 0)
            File.WriteAllText(Path.Combine(data, Name), node + "\n");
        return known.Length == 0 || known == node ? "" : $"this is the data folder of the node '{known}', and '{node}' was asked for";
    }
}
