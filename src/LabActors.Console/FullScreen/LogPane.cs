using System.Collections.Immutable;
using System.Globalization;
using LabActors.Console.View;

namespace LabActors.Console.FullScreen;

/// <summary>What happened, the newest at the bottom.</summary>
internal static class LogPane
{
    /// <summary>The notes with the filter's text in them, and how each is drawn.</summary>
    public static ImmutableArray<(string Text, Ink Ink)> Lines(LabView view, string filter) =>
    [
        .. view.Notes
            .Select(note => (Text: string.Create(CultureInfo.InvariantCulture, $"{note.At:HH:mm:ss} {(note.Level == "info" ? "" : $"{note.Level}: ")}{note.Who}: {note.Text}"), Ink: Of(note.Level)))
            .Where(line => line.Text.Contains(filter, StringComparison.OrdinalIgnoreCase)),
    ];

    public static void Draw(CellArea area, ScreenState state)
    {
        area.Heading(state.Ui.Filter.Length > 0 ? $"log, only '{state.Ui.Filter}' (/ changes it)" : "log (/ filters)", state.Unicode);
        var lines = Lines(state.View, state.Ui.Filter);
        var body = area.Below(1);
        var end = Math.Max(0, lines.Length - (state.Ui.Page == ScreenPage.Log ? state.Ui.Scrolled : 0));
        var from = Math.Max(0, end - body.Height);
        for (var i = from; i < end; i++)
            body.Put(0, i - from, lines[i].Text, lines[i].Ink);
        if (lines.IsEmpty)
            body.Put(0, 0, "nothing", Ink.Dim);
    }

    private static Ink Of(string level) => level switch
    {
        "error" => Ink.Red,
        "warning" => Ink.Yellow,
        _ => Ink.Plain,
    };
}
