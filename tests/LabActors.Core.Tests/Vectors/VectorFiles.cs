using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// The vector files: all of <c>tests/vectors</c>, and those of the same names in the folder that the environment variable
/// <c>LABACTORS_EXTRA_VECTORS</c> names.
/// </summary>
internal static partial class VectorFiles
{
    public const string ExtraFolderVariable = "LABACTORS_EXTRA_VECTORS";

    private const string Pattern = "*_vectors.json";

    private static readonly ConcurrentDictionary<string, JsonElement> Loaded = new();

    public static string? ExtraFolder => Environment.GetEnvironmentVariable(ExtraFolderVariable) is { Length: > 0 } folder ? folder : null;

    private const string ExtraLabel = "extra/";

    private static string OwnFolder => System.IO.Path.Combine(Repository.Root, "tests", "vectors");

    public static string[] Own => Directory.GetFiles(OwnFolder, Pattern).Order(StringComparer.Ordinal).ToArray();

    public static string[] Extra => ExtraFolder is { } folder && Directory.Exists(folder)
        ? Own.Select(file => System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file))).Where(File.Exists).ToArray()
        : [];

    /// <summary>The file in the name of a test case: the same on every machine.</summary>
    public static string Label(string file) => (Own.Contains(file) ? "" : ExtraLabel) + System.IO.Path.GetFileName(file);

    public static string Path(string label) => label.StartsWith(ExtraLabel, StringComparison.Ordinal)
        ? System.IO.Path.Combine(ExtraFolder!, label[ExtraLabel.Length..])
        : System.IO.Path.Combine(OwnFolder, label);

    public static JsonElement Load(string file) =>
        Loaded.GetOrAdd(file, path => JsonDocument.Parse(BareNumbers().Replace(File.ReadAllText(path), "\"$0\"")).RootElement);

    /// <summary>A file of laboratories' own numbers, which is read where it is.</summary>
    public static string Shared(string name) => System.IO.Path.Combine(Repository.SharedVectors, name);

    // Python writes them as they are, JSON wants them quoted.
    [GeneratedRegex(@"(?<=[\[:,]\s*)(?:NaN|-?Infinity)(?=\s*[\],}])")]
    private static partial Regex BareNumbers();

    public static IEnumerable<Vector> Of(string file) =>
        Load(file).GetProperty("vectors").EnumerateArray().Select(body => new Vector(Load(file), body));
}
