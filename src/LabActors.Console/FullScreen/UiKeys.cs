using System.Collections.Immutable;
using LabActors.Actors.Operators;
using LabActors.Console.View;

namespace LabActors.Console.FullScreen;

/// <summary>What a key does: a pure function of what is seen and chosen. Everything that does something to the laboratory is said first, and asked once.</summary>
public static class UiKeys
{
    private const int ScrollsBy = 10;

    /// <summary>The state after a key, and what it asks of the console; null when that is nothing.</summary>
    /// <param name="line">Valves of the line, in the order in which they are shown.</param>
    public static (UiState Ui, UiCommand? Command) Press(UiState ui, ConsoleKeyInfo key, LabView view, ImmutableArray<OperatorProtocol.LineJoin> line) => ui.Mode switch
    {
        _ when key is { Key: ConsoleKey.L, Modifiers: ConsoleModifiers.Control } => (ui, new UiCommand.Redraw()),
        UiMode.Confirming confirming => Confirm(ui, confirming, key),
        UiMode.Typing typing => Type(ui, typing, key, view),
        UiMode.Helping => (Watch(ui), null),
        _ => Command(ui, key, view, line),
    };

    private static UiState Watch(UiState ui) => ui with { Mode = new UiMode.Watching() };

    private static (UiState, UiCommand?) Confirm(UiState ui, UiMode.Confirming confirming, ConsoleKeyInfo key) => key.Key == ConsoleKey.Enter || key.KeyChar is 'y' or 'Y'
        ? (Watch(ui) with { Told = [$"{confirming.Line} ..."], WasRefused = false }, new UiCommand.Do(confirming.Line))
        : (Watch(ui) with { Told = [$"{confirming.Line}: not done"], WasRefused = false }, null);

    private static (UiState, UiCommand?) Type(UiState ui, UiMode.Typing typing, ConsoleKeyInfo key, LabView view)
    {
        switch (key.Key)
        {
            case ConsoleKey.Escape:
                return (Watch(ui), null);
            case ConsoleKey.Enter when typing.IsFilter:
                return (Watch(ui) with { Filter = typing.Text.Trim(), Page = ScreenPage.Log, Scrolled = 0 }, null);
            case ConsoleKey.Enter:
                return typing.Text.Trim().Length == 0 ? (Watch(ui), null) : Say(ui, typing.Before + typing.Text.Trim(), view);
            case ConsoleKey.Backspace:
                return (ui with { Mode = typing with { Text = typing.Text.Length > 0 ? typing.Text[..^1] : "" } }, null);
            default:
                return (char.IsControl(key.KeyChar) ? ui : ui with { Mode = typing with { Text = typing.Text + key.KeyChar } }, null);
        }
    }

    private static (UiState, UiCommand?) Command(UiState ui, ConsoleKeyInfo key, LabView view, ImmutableArray<OperatorProtocol.LineJoin> line)
    {
        var isPaused = Selection.Queue(view)?.Progress?.Paused ?? false;
        var row = Selection.Row(view, ui);
        var valve = ui.Page == ScreenPage.Line ? Selection.Valve(line, ui) : null;
        return key.KeyChar switch
        {
            'q' => (ui, new UiCommand.Leave()),
            '?' or 'h' => (ui with { Mode = new UiMode.Helping() }, null),
            >= '1' and <= '5' => (ui with { Page = (ScreenPage)(key.KeyChar - '1'), Scrolled = 0 }, null),
            ':' => (Ask(ui, "a command, as help lists them", ""), null),
            '/' => (ui with { Mode = new UiMode.Typing("only lines of the log with", "", ui.Filter, IsFilter: true) }, null),
            's' => (Ask(ui, "start a queue: its file", "start "), null),
            'p' => Say(ui, isPaused ? "resume" : "pause", view),
            'g' => Say(ui, "continue", view),
            't' => Say(ui, "truncate", view),
            'T' => Say(ui, "truncate quick", view),
            'e' => Say(ui, "stop", view),
            'a' => Say(ui, "abort run", view),
            'A' => Say(ui, "abort", view),
            'C' => Say(ui, "cancel", view),
            '!' => Say(ui, "quick stop", view),
            'f' => Say(ui, "laser off", view),
            'u' => Say(ui, "undo", view),
            'x' => row is null ? (NoRow(ui), null) : Say(ui, $"{(row.Spec.Skip ? "unskip" : "skip")} {row.Id}", view),
            'm' => (row is null ? NoRow(ui) : Ask(ui, $"move {row.Id}: next, last, or behind ROW", $"move {row.Id} "), null),
            'r' => (row is null ? NoRow(ui) : Ask(ui, $"change {row.Id}: COLUMN=VALUE", $"change {row.Id} "), null),
            'o' => valve is null ? (Ask(ui, "open a valve: its name", "open "), null) : Say(ui, $"open {valve}", view),
            'c' => valve is null ? (Ask(ui, "close a valve: its name", "close "), null) : Say(ui, $"close {valve}", view),
            'l' => valve is null ? (Ask(ui, "lock a valve: its name", "lock "), null) : Say(ui, $"{(view.Valves.TryGetValue(valve, out var state) && state.Locked ? "unlock" : "lock")} {valve}", view),
            'd' => (Decide(ui, view), null),
            _ => (Move(ui, key, view, line), null),
        };
    }

    private static UiState Ask(UiState ui, string asks, string before) => ui with { Mode = new UiMode.Typing(asks, before), Told = [] };

    private static UiState NoRow(UiState ui) => ui with { Told = ["there is no row"], WasRefused = true };

    private static UiState Decide(UiState ui, LabView view) => view.Questions.FirstOrDefault() is { } question
        ? Ask(ui, $"{question.Name}: {string.Join(" / ", question.Options)}", $"decide {question.Name}=")
        : ui with { Told = ["no question is open"], WasRefused = true };

    /// <summary>What only looks is done; everything else is said and asked first.</summary>
    private static (UiState, UiCommand?) Say(UiState ui, string line, LabView view)
    {
        if (OperatorCommandLine.Read(line) is not { Command: var command })
            return (Watch(ui) with { Told = [$"there is no command '{line}'; help lists them"], WasRefused = true }, null);
        if (command.OnlyLooks)
            return (Watch(ui) with { Told = [] }, new UiCommand.Do(line));
        var run = command.Name is "truncate" or "abort run" && Selection.Furthest(view) is { Length: > 0 } id ? $" ({id})" : "";
        return (ui with { Mode = new UiMode.Confirming(line, command.Meaning + run), Told = [] }, null);
    }

    private static UiState Move(UiState ui, ConsoleKeyInfo key, LabView view, ImmutableArray<OperatorProtocol.LineJoin> line) => key.Key switch
    {
        ConsoleKey.Escape => ui with { Told = [], WasRefused = false },
        ConsoleKey.Tab => ui with { Page = (ScreenPage)(((int)ui.Page + (key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? 4 : 1)) % 5), Scrolled = 0 },
        ConsoleKey.UpArrow => Step(ui, -1, view, line),
        ConsoleKey.DownArrow => Step(ui, 1, view, line),
        ConsoleKey.PageUp => Step(ui, -ScrollsBy, view, line),
        ConsoleKey.PageDown => Step(ui, ScrollsBy, view, line),
        ConsoleKey.Home => Step(ui, int.MinValue / 2, view, line),
        ConsoleKey.End => Step(ui, int.MaxValue / 2, view, line),
        _ => ui,
    };

    private static UiState Step(UiState ui, int by, LabView view, ImmutableArray<OperatorProtocol.LineJoin> line)
    {
        switch (ui.Page)
        {
            case ScreenPage.Log:
                return ui with { Scrolled = Math.Clamp(ui.Scrolled - by, 0, Math.Max(0, LogPane.Lines(view, ui.Filter).Length - 1)) };
            case ScreenPage.Line:
                return line.IsEmpty ? ui : ui with { Valve = line[Math.Clamp(line.Select(join => join.Valve).ToList().IndexOf(Selection.Valve(line, ui)!) + by, 0, line.Length - 1)].Valve };
            case ScreenPage.Overview when Selection.Row(view, ui) is { } selected:
                var rows = Selection.Rows(view);
                return ui with { Row = rows[Math.Clamp(rows.IndexOf(selected) + by, 0, rows.Length - 1)].Id };
            default:
                return ui;
        }
    }
}
