using System.Globalization;
using System.Text.Json;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// What the text of a queue file plainly says, read without the product: the measure of a sane result where the original
/// made something else of it.
/// </summary>
internal sealed class QueueInput
{
    private static readonly string[] NumberColumns =
    [
        "e_value", "extract_value", "duration", "cleanup", "pre_cleanup", "post_cleanup", "cryo_temperature", "beam_diam", "beam_diameter",
        "light_value", "ramp", "ramp_duration", "t_o", "collection_time_zero_offset", "weight", "frequency_group", "delay_after",
    ];

    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["extract_value"] = ["extract_value", "e_value"],
        ["extract_units"] = ["extract_units", "e_units"],
        ["beam_diameter"] = ["beam_diameter", "beam_diam"],
        ["extraction_script"] = ["extraction"],
        ["measurement_script"] = ["measurement"],
        ["post_measurement_script"] = ["post_measurement", "post_meas"],
        ["post_equilibration_script"] = ["post_equilibration", "post_eq"],
        ["syn_extraction_script"] = ["syn_extraction_script", "syn_extraction"],
        ["script_options"] = ["script_options", "s_opt"],
        ["ramp_duration"] = ["ramp_duration", "ramp"],
        ["collection_time_zero_offset"] = ["collection_time_zero_offset", "t_o"],
        ["conditionals"] = ["conditionals", "truncate"],
        ["disable_between_positions"] = ["disable_between_positions", "dis_btw_pos"],
        ["repository_identifier"] = ["repository_identifier", "experiment_identifier"],
    };

    private readonly Dictionary<string, string> header;
    private readonly string[] names;
    private readonly Dictionary<int, string[]> rows = [];

    public QueueInput(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var separator = Array.FindIndex(lines, line => line.StartsWith("#=====", StringComparison.Ordinal));
        header = lines.Take(Math.Max(separator, 0))
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0].Trim())
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim().Trim('"', '\''));
        ColumnLine = separator + 2;
        names = separator < 0 || separator + 1 >= lines.Length ? [] : [.. lines[separator + 1].Split('\t').Select(name => name.Trim())];
        for (var line = ColumnLine; separator >= 0 && line < lines.Length; line++)
        {
            var row = lines[line].TrimEnd();
            if (!row.StartsWith("##", StringComparison.Ordinal) && row.TrimStart('#').Length > 0)
                rows[line + 1] = [.. row.TrimStart('#').Split('\t').Select(cell => cell.Trim())];
        }
    }

    /// <summary>1-based line of the column names.</summary>
    public int ColumnLine { get; }

    /// <summary>1-based lines of the rows.</summary>
    public IEnumerable<int> RowLines => rows.Keys;

    public bool HasLabnumbers => names.Contains("labnumber");

    /// <summary>True when a field of the header has the value that stands in the file for it.</summary>
    public bool HeaderSays(string field, JsonElement actual) =>
        header.TryGetValue(field == "load_name" ? "load" : field, out var text) && Says(text, actual);

    /// <summary>True when a field of a run has the value that stands in its row, or in the header, for it.</summary>
    public bool RowSays(int line, string field, JsonElement actual) =>
        Says(Cell(line, Columns.GetValueOrDefault(field, [field])), actual) || HeaderSays(field, actual);

    /// <summary>True when the row can be refused for a reason that stands in it.</summary>
    public bool IsBad(int line)
    {
        var labnumber = Cell(line, ["labnumber"]).Split('-');
        return NumberColumns.Any(column => Cell(line, [column]) is { Length: > 0 } cell
                && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            || (labnumber.Length > 2 && labnumber[^1].All(char.IsAsciiDigit));
    }

    private string Cell(int line, string[] columns)
    {
        var cells = rows.GetValueOrDefault(line, []);
        return columns
            .Select(column => Array.IndexOf(names, column))
            .Where(place => place >= 0 && place < cells.Length)
            .Select(place => cells[place])
            .FirstOrDefault(cell => cell.Length > 0) ?? "";
    }

    private static bool Says(string text, JsonElement actual) => actual.ValueKind switch
    {
        JsonValueKind.String => actual.GetString() == text,
        JsonValueKind.True => text.ToLowerInvariant() is "true" or "t" or "yes" or "y" or "1" or "ok" or "open" or "on",
        JsonValueKind.False => text.ToLowerInvariant() is "" or "false" or "f" or "no" or "n" or "0" or "closed" or "off",
        JsonValueKind.Number => text.Length == 0
            ? actual.GetDouble() == 0
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == actual.GetDouble(),
        _ => false,
    };
}
