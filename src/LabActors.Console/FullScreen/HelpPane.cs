using System.Collections.Immutable;
using LabActors.Console.Screen;

namespace LabActors.Console.FullScreen;

/// <summary>What the keys do.</summary>
public static class HelpPane
{
    /// <summary>Keys and what they do, in the order in which they are listed, but for those that leave.</summary>
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
    ];

    private const int ColumnWidth = 50;
    private const int KeysWidth = 11;

    internal static void Draw(CellArea area, ScreenState state)
    {
        area.Heading("help: any key closes it", state.Unicode);
        var (body, all) = (area.Below(1), Keys.Add(Leaves(state.Leave)));

        // In two columns where one is not enough; a key's meaning is cut before a key is left out.
        var columns = body.Height >= all.Length ? 1 : 2;
        var (lines, width) = ((all.Length + columns - 1) / columns, Math.Min(ColumnWidth, body.Width / columns));
        for (var i = 0; i < all.Length; i++)
        {
            var column = body.Part(i / lines * width, i % lines, width - 1, 1);
            column.Put(0, 0, all[i].Keys, new CellStyle(Ink.Plain, Bold: true), KeysWidth - 1);
            column.Put(KeysWidth, 0, all[i].Does);
        }
    }

    private static (string Keys, string Does) Leaves(ConsoleLeave leave) => leave switch
    {
        ConsoleLeave.Stays => ("Ctrl-C", "cancel; again: stop the program"),
        ConsoleLeave.Ends => ("q, Ctrl-C", "leave"),
        _ => ("q, Ctrl-C", "detach; what runs goes on"),
    };
}
