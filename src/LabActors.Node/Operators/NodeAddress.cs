using System.ComponentModel;
using System.Text.Json;

namespace LabActors.Node.Operators;

/// <summary>Where a node that runs on a data folder is reached: <c>node.json</c> in it, written when the node listens and removed when it stops.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Process">Of the node, on the computer that the folder is on.</param>
public sealed record NodeAddress(string Node, string Host, int Port, int Process)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Name of its laboratory.</summary>
    public string Laboratory { get; init; } = "";

    /// <summary>It has the laboratory's ports: what else speaks to the devices is in its way.</summary>
    public bool HasPorts { get; init; }

    /// <summary>False when the process has ended without a word, as after a power cut; true where there is no telling.</summary>
    public bool Runs()
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception foreign) when (foreign is InvalidOperationException or Win32Exception)
        {
            return true;
        }
    }

    /// <summary>The address; null when no node says that it runs here.</summary>
    /// <exception cref="InvalidDataException">The file is not of this form.</exception>
    public static NodeAddress? Read(string data)
    {
        var path = PathIn(data);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<NodeAddress>(File.ReadAllText(path), Json) ?? throw new InvalidDataException($"{path}: found null, an object was expected");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(string data)
    {
        var path = PathIn(data);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, Json));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>The node listens no longer.</summary>
    public static void Remove(string data) => File.Delete(PathIn(data));

    private static string PathIn(string data) => Path.Combine(data, "node.json");
}
