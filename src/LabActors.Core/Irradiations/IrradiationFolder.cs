using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Problems;
using LabActors.Core.Reduction;

namespace LabActors.Core.Irradiations;

/// <summary>
/// Pychron's MetaData repository, read where it is: <c>IRRADIATION/LEVEL.json</c> with positions and their J, <c>chronology.txt</c>,
/// <c>productions.json</c>, <c>productions/NAME.json</c>. Each question reads the files as they are then, so that a J that was fitted while a
/// queue runs counts for the runs after it.
/// </summary>
/// <param name="path">The folder; empty when the laboratory has none.</param>
/// <param name="zone">Time zone of the chronologies, which do not name one.</param>
public sealed class IrradiationFolder(string path, TimeZoneInfo zone)
{
    private const string Chronology = "chronology.txt", Productions = "productions.json";

    /// <summary>A laboratory without irradiations.</summary>
    public static IrradiationFolder None { get; } = new("", TimeZoneInfo.Utc);

    /// <summary>True when there is a folder to ask.</summary>
    public bool Exists => path.Length > 0 && Directory.Exists(path);

    /// <summary>What is known of an identifier; null when no level has it, or with an error among the problems.</summary>
    public IrradiationPosition? Find(string identifier, ICollection<Problem> problems)
    {
        if (!Exists || identifier.Length == 0) return null;
        foreach (var irradiation in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(irradiation, "*.json").Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(file) == Productions || Read(file, problems) is not { } text) continue;

                // most levels do not hold it, and need not be taken apart
                if (text.Contains($"\"{identifier}\"", StringComparison.Ordinal) && Level(file, text, problems) is { } level && level.Find(identifier) is { } position)
                    return Position(new JsonObjectReader(position, file, level.LineOf(identifier), problems), identifier, irradiation, file, problems);
            }
        }

        return null;
    }

    private static IrradiationLevel? Level(string file, string text, ICollection<Problem> problems) =>
        JsonObjectReader.Parse(file, text, problems) is { } root ? new IrradiationLevel(text, root) : null;

    private IrradiationPosition? Position(JsonObjectReader position, string identifier, string irradiation, string file, ICollection<Problem> problems)
    {
        var errors = problems.Count(p => p.IsError);
        var level = Path.GetFileNameWithoutExtension(file);
        var (productionName, production) = Production(irradiation, level, problems);
        var j = position.Number("j", 0);
        var constants = position.Object("decay_constants");
        var lambda = constants?.Number("lambda_k_total", 0) ?? 0;
        var found = new IrradiationPosition(
            identifier,
            Path.GetFileName(irradiation),
            level,
            (int)position.Number("position", 0),
            j > 0 ? new Quantity(j, position.Number("j_err", 0)) : null,
            position.Number("position_jerr", 0),
            lambda > 0 ? new Quantity(lambda, constants!.Number("lambda_k_total_error", 0)) : null,
            Segments(irradiation, problems),
            productionName,
            production,
            position.Text("sample"),
            position.Text("material"),
            position.Text("project"));
        return problems.Count(p => p.IsError) > errors ? null : found;
    }

    private static (string Name, Production Production) Production(string irradiation, string level, ICollection<Problem> problems)
    {
        var listing = Path.Combine(irradiation, Productions);
        if (Read(listing, problems) is not { } list || JsonObjectReader.Parse(listing, list, problems) is not { } names) return ("", Ages.Production.None);
        if (!names.TryGetProperty(level, out var entry) || entry.ValueKind != JsonValueKind.String)
        {
            problems.Add(new Problem(listing, 0, 0, $"found no production of level {level}, expected its name", Field: level));
            return ("", Ages.Production.None);
        }

        var name = entry.GetString()!;
        var file = Path.Combine(irradiation, "productions", $"{name}.json");
        if (Read(file, problems) is not { } text || JsonObjectReader.Parse(file, text, problems) is not { } root) return (name, Ages.Production.None);
        var ratios = new JsonObjectReader(root, file, 0, problems);
        var r = Ages.Production.Names.Select(ratios.Quantity).ToArray();
        return (name, new(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]));
    }

    private ImmutableArray<IrradiationSegment> Segments(string irradiation, ICollection<Problem> problems)
    {
        var file = Path.Combine(irradiation, Chronology);
        return Read(file, problems) is { } text ? ChronologyFile.Read(text, file, zone, problems) : [];
    }

    private static string? Read(string file, ICollection<Problem> problems)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(file, 0, 0, $"cannot be read: {e.Message}"));
            return null;
        }
    }
}
