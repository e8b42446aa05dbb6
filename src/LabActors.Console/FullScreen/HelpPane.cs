using System.Collections.Immutable;

namespace LabActors.Console.FullScreen;

/// <summary>What the keys do.</summary>
public static class HelpPane
{
    /// <summary>Keys and what they do, in the order in which they are listed.</summary>
    public static ImmutableArray<(string Keys, string Does)> Keys { get; } =
    [
        ("1-5, Tab", "overview, line, readings, leases, log"),
        ("arrows", "select a row or a valve, scroll the log"),
        ("s", "start a queue"),
        ("p", "pause, or resume"),
        ("g", "go on: end a delay or a wait"),
        ("t, T", "truncate the signal; T quick"),
        ("e", "end the queue after this run"),
        ("a", "abort the run; the queue goes on"),
        ("C, A", "cancel, abort the queue"),
        ("!", "quick stop"),
        ("f", "laser off"),
        ("x", "skip the row, or not"),
        ("m, r", "move the row, rewrite a cell of it"),
        ("u", "take the newest edit back"),
        ("o, c, l", "open, close, lock a valve"),
        ("d", "decide: answer the question"),
        ("/", "filter the log"),
        (":", "any command, as at a prompt"),
        ("Ctrl-L", "draw the screen anew"),
        ("q, Ctrl-C", "detach; what runs goes on"),
    ];

    private const int ColumnWidth = 50;
    private const int KeysWidth = 11;

    internal static void Draw(CellArea area, bool unicode)
    {
        area.Heading("help: any key closes it", unicode);
        var body = area.Below(1);

        // In two columns where one is not enough; a key's meaning is cut before a key is left out.
        var columns = body.Height >= Keys.Length ? 1 : 2;
        var (lines, width) = ((Keys.Length + columns - 1) / columns, Math.Min(ColumnWidth, body.Width / columns));
        for (var i = 0; i < Keys.Length; i++)
        {
            var column = body.Part(i / lines * width, i % lines, width - 1, 1);
            column.Put(0, 0, Keys[i].Keys, new CellStyle(Ink.Plain, Bold: true), KeysWidth - 1);
            column.Put(KeysWidth, 0, Keys[i].Does);
        }
    }
}
