using LabActors.Actors.Operators;
using LabActors.Console.View;

namespace LabActors.Console.FullScreen;

/// <summary>The line: each valve between the two volumes that it joins, in words and in colour; beside it what the gauges read.</summary>
internal static class LinePane
{
    private const int VolumeWidth = 16;
    private const int LinkWidth = 20;
    private const int DiagramWidth = (2 * VolumeWidth) + LinkWidth + 2;

    // What is left beside the diagram must hold a volume and a pressure.
    private const int LeastGauges = 24;

    public static void Draw(CellArea area, ScreenState state)
    {
        area.Heading("line", state.Unicode);
        var body = area.Below(1);
        var selected = state.Ui.Page == ScreenPage.Line ? Selection.Valve(state.Line, state.Ui) : null;
        var from = Math.Clamp(state.Line.Select(join => join.Valve).ToList().IndexOf(selected ?? "") - body.Height + 1, 0, Math.Max(0, state.Line.Length - 1));
        for (var i = from; i < state.Line.Length; i++)
        {
            Draw(body, i - from, state.Line[i], state.View.Valves.GetValueOrDefault(state.Line[i].Valve), state.Unicode);
            if (state.Line[i].Valve == selected)
                body.Part(0, i - from, DiagramWidth, 1).Invert(0);
        }

        Gauges(body, state);
    }

    private static void Gauges(CellArea body, ScreenState state)
    {
        var beside = body.Width - DiagramWidth - 1 >= LeastGauges;
        var area = beside ? body.Part(DiagramWidth + 1, 0, body.Width, body.Height) : body.Below(Math.Min(state.Line.Length, body.Height));
        if (area.Height < 2)
            return;
        area.Put(0, 0, "gauges", new CellStyle(Ink.Plain, Bold: true));
        for (var i = 0; i < state.Gauges.Length; i++)
            area.Put(0, i + 1, string.Join(' ', state.Gauges[i].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        if (state.Gauges.IsEmpty)
            area.Put(0, 1, "not read yet", Ink.Dim);
    }

    private static void Draw(CellArea body, int y, OperatorProtocol.LineJoin join, ValveView? valve, bool unicode)
    {
        var state = valve?.State ?? "unknown";
        var (ends, ink) = state switch
        {
            "open" => (unicode ? "══" : "==", Ink.Green),
            "closed" => (unicode ? "─┤" : "-|", Ink.Blue),
            "moving" => ("~~", Ink.Yellow),
            "fault" => ("!!", Ink.Red),
            _ => ("??", Ink.Red),
        };
        var word = $"{join.Valve} {state}{(valve is { Disabled: true } ? " disabled" : valve is { Locked: true } ? " locked" : "")}";
        var room = LinkWidth - 4;
        var middle = word.Length > room ? word[..(room - 1)] + "~" : word.PadLeft((room + word.Length) / 2).PadRight(room);
        body.Put(Math.Max(0, VolumeWidth - join.A.Length), y, join.A, default, VolumeWidth);
        body.Put(VolumeWidth + 1, y, $"{ends}{middle}{Mirrored(ends)}", new CellStyle(ink, Bold: valve is { Locked: true }));
        body.Put(VolumeWidth + LinkWidth + 2, y, join.B, default, VolumeWidth);
    }

    private static string Mirrored(string ends) => ends switch
    {
        "─┤" => "├─",
        "-|" => "|-",
        _ => ends,
    };
}
