using System.Collections.Immutable;

namespace LabActors.Core.Queues;

/// <summary>The lines of a queue file and where its parts begin. Line numbers are those of the file, 1-based.</summary>
/// <param name="Lines">Without line ends.</param>
/// <param name="HeaderStart">First line of the header: 2 where line 1 is the path of a DVC copy, else 1.</param>
/// <param name="Separator">The line <c>#=====</c>, 0 where there is none.</param>
internal sealed record QueueText(ImmutableArray<string> Lines, int HeaderStart, int Separator)
{
    private const string SeparatorStart = "#=====";

    /// <summary>The header as YAML that keeps the file's line numbers.</summary>
    public string Header => string.Join('\n', Lines.Take(Separator - 1).Select((line, index) => index + 1 < HeaderStart ? "" : line));

    public static QueueText Split(string text)
    {
        var lines = SplitLines(text);
        var separator = 1 + lines.ToList().FindIndex(line => line.StartsWith(SeparatorStart, StringComparison.Ordinal));
        return new QueueText(lines, lines.Length > 0 && IsCopiedPath(lines[0]) ? 2 : 1, separator);
    }

    public static ImmutableArray<string> SplitLines(string text) =>
        [.. text.TrimStart('\uFEFF').Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line)];

    // Copies in the MetaData repository begin with the path that the queue came from. A header line is "key:" or "key: value".
    private static bool IsCopiedPath(string line)
    {
        var text = line.Trim();
        var isPath = text.Contains('/') || text.Contains('\\') || text.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        return isPath && !text.StartsWith('#') && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':');
    }
}
