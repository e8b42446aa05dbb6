using System.Collections.Immutable;
using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.FullScreen;

/// <summary>The full screen: a pure function of what is known, what is chosen, and the size.</summary>
public static class ScreenDrawing
{
    // From here on the overview has everything at once.
    private const int LargeWidth = 120;
    private const int LargeHeight = 36;

    private static readonly ImmutableArray<string> Pages = ["overview", "line", "readings", "leases", "log"];

    /// <summary>The screen.</summary>
    public static CellBuffer Draw(ScreenState state, int width, int height)
    {
        var screen = new CellBuffer(width, height);
        var whole = screen.Whole;
        Top(whole, state);
        var foot = Foot(state, width, height);
        Body(whole.Part(0, 2, width, height - 2 - foot.Length), state);
        for (var i = 0; i < foot.Length; i++)
            whole.Put(0, height - foot.Length + i, foot[i].Text, foot[i].Style);
        return screen;
    }

    /// <summary>True when the line, and so the gauges, are on the screen.</summary>
    public static bool ShowsLine(UiState ui, int width, int height) => ui.Page == ScreenPage.Line || (ui.Page == ScreenPage.Overview && width >= LargeWidth && height - 3 >= LargeHeight);

    private static void Top(CellArea whole, ScreenState state)
    {
        var clock = state.Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        whole.Put(0, 0, LabHeadline.Of(state.Laboratory), new CellStyle(Ink.Plain, Bold: true), whole.Width - clock.Length - 1);
        whole.Put(whole.Width - clock.Length, 0, clock);
        var x = 0;
        for (var i = 0; i < Pages.Length; i++)
            x = whole.Put(x, 1, string.Create(CultureInfo.InvariantCulture, $" {i + 1} {Pages[i]} "), new CellStyle(Ink.Plain, Inverse: (int)state.Ui.Page == i)) + 1;
        var who = state.Who;
        if (x + who.Length < whole.Width)
            whole.Put(whole.Width - who.Length, 1, who, Ink.Dim);
    }

    private static void Body(CellArea area, ScreenState state)
    {
        if (state.Ui.Mode is UiMode.Helping)
        {
            HelpPane.Draw(area, state);
            return;
        }

        switch (state.Ui.Page)
        {
            case ScreenPage.Line:
                LinePane.Draw(area, state);
                break;
            case ScreenPage.Readings:
                ReadingsPane.Draw(area, state);
                break;
            case ScreenPage.Leases:
                LeasesPane.Draw(area, state);
                break;
            case ScreenPage.Log:
                LogPane.Draw(area, state);
                break;
            case var _ when area.Width >= LargeWidth && area.Height >= LargeHeight:
                Everything(area, state);
                break;
            default:
                Newest(area, state);
                break;
        }
    }

    /// <summary>All panes beside each other.</summary>
    private static void Everything(CellArea area, ScreenState state)
    {
        var left = area.Width / 2;
        var upper = area.Height * 2 / 5;
        RunsPane.Draw(area.Part(0, 0, left - 1, upper), state);
        var leases = Math.Min(area.Height / 5, 2 + state.View.Leases.Holdings.Count + state.View.Leases.Waiting.Count);
        LeasesPane.Draw(area.Part(0, upper, left - 1, leases), state);
        LogPane.Draw(area.Part(0, upper + leases, left - 1, area.Height - upper - leases), state);
        LinePane.Draw(area.Part(left + 1, 0, area.Width, upper), state);
        ReadingsPane.Draw(area.Part(left + 1, upper, area.Width, area.Height - upper), state);
    }

    /// <summary>The runs, and of all else a line or two.</summary>
    private static void Newest(CellArea area, ScreenState state)
    {
        const int NotesShown = 4;
        string[] lines = [NewestLines.Valves(state.View, state.Now), .. NewestLines.Readings(state.View)];
        var rest = lines.Length + 1 + NotesShown;
        RunsPane.Draw(area.Part(0, 0, area.Width, area.Height - rest), state);
        for (var i = 0; i < lines.Length; i++)
            area.Put(0, area.Height - rest + i, lines[i]);
        LogPane.Draw(area.Part(0, area.Height - NotesShown - 1, area.Width, NotesShown + 1), state);
    }

    /// <summary>Questions, what was told last, what is asked, and the keys.</summary>
    private static ImmutableArray<(string Text, CellStyle Style)> Foot(ScreenState state, int width, int height)
    {
        var foot = ImmutableArray.CreateBuilder<(string, CellStyle)>();
        var (ui, yellow) = (state.Ui, new CellStyle(Ink.Yellow, Bold: true));
        if (state.View.Questions.FirstOrDefault() is { } question)
            Say($"{Prompt(question, state.Now)}{(state.View.Questions.Count > 1 ? $" (1 of {state.View.Questions.Count} questions)" : "")}; d answers: {question.Text}", yellow);
        string[] told = [.. ui.Told.SelectMany(line => Wrapped(line, width))];
        var most = Math.Max(1, height / 2);
        foreach (var line in told.Take(told.Length > most ? most - 1 : most))
            foot.Add((line, new CellStyle(ui.WasRefused ? Ink.Red : Ink.Plain, Bold: true)));
        if (told.Length > most)
            foot.Add(($"... {told.Length - most + 1} more lines; ./lab attach --plain shows all", Ink.Dim));
        switch (ui.Mode)
        {
            case UiMode.Confirming confirming:
                Say($"{confirming.Line}: {confirming.Does}.", yellow);
                Say("Enter: do it. Any other key: not.", yellow);
                break;
            case UiMode.Typing typing:
                Say($"{typing.Asks}: {typing.Before}{typing.Text}_", yellow);
                break;
            default:
                foot.Add(($"? help  s start  p pause  t truncate  e end  a abort run  C cancel{LeaveKey(state.Leave)}", Ink.Dim));
                break;
        }

        return foot.ToImmutable();

        void Say(string text, CellStyle style) => foot.AddRange(Wrapped(text, width).Select(line => (line, style)));
    }

    private static string LeaveKey(ConsoleLeave leave) => leave switch
    {
        ConsoleLeave.Detaches => "  q detach",
        ConsoleLeave.Ends => "  q leave",
        _ => "",
    };

    /// <summary>What can be answered, and what becomes of a question without an answer.</summary>
    private static string Prompt(DecisionEvents.DecisionAsked question, DateTimeOffset now)
    {
        var left = question.At.AddSeconds(question.LimitSeconds) - now;
        return $"{question.Name}? {string.Join(" / ", question.Options)} and Enter; {question.Default} in {Figures.Clock(left > TimeSpan.Zero ? left : TimeSpan.Zero)}";
    }

    /// <summary>A text in lines of the screen's width, parted between words where that can be.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        while (text.Length > width)
        {
            var space = text.LastIndexOf(' ', width);
            var end = space > width / 2 ? space : width;
            yield return text[..end];
            text = text[end..].TrimStart();
        }

        yield return text;
    }
}
