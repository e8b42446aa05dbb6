using System.Globalization;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Screen;

/// <summary>
/// The live picture: a pure function of view, time and size. At 80 by 24 everything that matters is there, the runs in
/// flight first; a larger terminal shows more of the past.
/// </summary>
public static class LabScreen
{
    // Headline, totals, delay, three rules, two lines of valves, and the line that a terminal keeps for the cursor.
    private const int FixedLines = 10;
    private const int MostReadings = 2;
    private const int MostNotes = 3;

    /// <summary>One line that says which laboratory this is, and plainly when it is simulated.</summary>
    public static string Headline(LabDescription laboratory)
    {
        var time = laboratory.Time.Factor == 1 ? "real time" : $"{laboratory.Time} time";
        return laboratory.Simulated
            ? string.Create(CultureInfo.InvariantCulture, $"LabActors: {laboratory.Name}, SIMULATED, {time}, seed {laboratory.Seed}")
            : $"LabActors: {laboratory.Name}, {time}";
    }

    /// <summary>The picture.</summary>
    /// <param name="now">Laboratory time, for bars and times left.</param>
    /// <param name="size">Columns and lines of the terminal.</param>
    /// <param name="unicode">False draws bars with ASCII.</param>
    /// <param name="message">What a person was told last; of many lines as many as a third of the picture has.</param>
    /// <param name="typing">What has been typed of a line.</param>
    public static IRenderable Compose(
        LabView view, LabDescription laboratory, DateTimeOffset now, (int Width, int Height) size, bool unicode, string message = "", string typing = "")
    {
        var told = Told(message, Math.Max(1, size.Height / 3));
        var notes = view.Notes.TakeLast(MostNotes).ToArray();
        var measuring = view.Runs.Where(run => run is { IsInFlight: true, Readings.IsEmpty: false }).TakeLast(MostReadings).ToArray();
        string[] readings = [.. measuring.SelectMany(run => new[] { Readings(run), Intercepts(run) }).OfType<string>()];
        var room = size.Height - FixedLines - notes.Length - Math.Max(1, readings.Length) - told.Length - (typing.Length > 0 ? 1 : 0) - (view.Questions.IsEmpty ? 0 : 1);

        var rows = new List<IRenderable>
        {
            Line($"[bold]{Markup.Escape(Headline(laboratory))}[/]"),
            Line(Totals(view, now)),
            Line(Delay(view, now, unicode)),
            Heading("runs"),
            RunTable.Compose(view, now, size.Width, Math.Max(1, room), unicode),
            Heading("valves"),
            Line(Moves(view, now, size.Width)),
            Line(Open(view)),
            Heading("newest readings, fA"),
        };
        rows.AddRange(readings.Length == 0 ? [Line("[grey]none[/]")] : readings.Select(Line));
        rows.AddRange(notes.Select(note => Line(Note(note))));
        if (view.Questions.FirstOrDefault() is { } question)
            rows.Add(Line($"[bold yellow]{Markup.Escape(Prompt(question, now))}[/]"));
        rows.AddRange(told.Select(line => Line($"[bold yellow]{Markup.Escape(line)}[/]")));
        if (typing.Length > 0)
            rows.Add(Line($"> {Markup.Escape(typing)}_"));
        return new Rows(rows);
    }

    private static string[] Told(string message, int most)
    {
        if (message.Length == 0)
            return [];
        var lines = message.Split('\n');
        return lines.Length <= most ? lines : [.. lines.Take(most - 1), $"... {lines.Length - most + 1} more lines; --plain shows all"];
    }

    /// <summary>What can be answered, and what becomes of a question without an answer; the notes have the question itself.</summary>
    internal static string Prompt(DecisionEvents.DecisionAsked question, DateTimeOffset now)
    {
        var left = question.At.AddSeconds(question.LimitSeconds) - now;
        return $"{question.Name}? {string.Join(" / ", question.Options)} and Enter; {question.Default} in {Figures.Clock(left > TimeSpan.Zero ? left : TimeSpan.Zero)}";
    }

    private static string Totals(LabView view, DateTimeOffset now)
    {
        if (view.Queues.IsEmpty)
            return "[grey]starting[/]";
        var queue = view.Queues.Find(queue => !queue.HasEnded) ?? view.Queues[^1];
        var ended = view.Runs.Count(run => run.EndedAt is not null);
        var flying = view.Runs.Count(run => run.IsInFlight);
        var rows = view.Queues.Sum(each => each.Rows);
        var since = view.Queues[0].StartedAt is { } start ? Figures.Clock(now - start) : "0:00";
        var clock = now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{clock}  queue [bold]{Markup.Escape(queue.Name)}[/] {queue.State}: {ended} of {rows} runs ended, {flying} in flight, {since} since its start";
    }

    private static string Delay(LabView view, DateTimeOffset now, bool unicode)
    {
        var finish = view.Queues.Find(queue => queue is { HasEnded: false, EstimatedFinish: not null })?.EstimatedFinish is { } at ? PlainLines.Finish(at, now) : "";
        if (view.Queues.Find(queue => queue.Delay is not null)?.Delay is not { } delay)
            return finish.Length > 0 ? finish : " ";
        var left = delay.TimeLeftAt(now) is { } time ? $" {Figures.Clock(time)} left" : "";
        return $"delay: {Markup.Escape(delay.What)} {Bar.Draw(delay.ProgressAt(now), 20, unicode)}{left}{(finish.Length > 0 ? "  " : "")}{finish}";
    }

    // What moved is what a person looks for; newest first.
    private static string Moves(LabView view, DateTimeOffset now, int width)
    {
        const int ColumnsOfMove = 18;
        var moved = view.Valves.Values
            .Where(valve => valve.MovedAt is not null || valve.State == "moving")
            .OrderByDescending(valve => valve.State == "moving")
            .ThenByDescending(valve => valve.MovedAt)
            .Take(width / ColumnsOfMove)
            .Select(valve => valve.State == "moving"
                ? $"[yellow]{Markup.Escape(valve.Name)} moves[/]"
                : $"{Colored(valve)} {Figures.Clock(now - valve.MovedAt!.Value)} ago");
        return Joined("moved: ", moved);
    }

    private static string Open(LabView view)
    {
        var unsure = view.Valves.Values.Where(valve => valve.State == "unknown").Select(valve => $"[red]{Markup.Escape(valve.Name)}[/]").ToArray();
        var open = view.Valves.Values.Where(valve => valve.State == "open").Select(valve => $"[green]{Markup.Escape(valve.Name)}[/]");
        return Joined("open: ", open) + (unsure.Length > 0 ? "  " + Joined("unknown: ", unsure) : "");
    }

    private static string Colored(ValveView valve) =>
        $"[{(valve.State == "open" ? "green" : "blue")}]{Markup.Escape(valve.Name)} {Markup.Escape(valve.State)}[/]";

    private static string Readings(RunView run)
    {
        var values = run.Readings.Values.Reverse().Select(reading => reading.Intensity is { } value
            ? $"{Markup.Escape(reading.Isotope)} [bold]{Figures.Intensity(value)}[/]"
            : $"{Markup.Escape(reading.Isotope)} [red]{Markup.Escape(reading.Quality)}[/]");
        return $"{Markup.Escape(run.RunId)} {run.SeriesKind}{(run.Readings.Values.Any(reading => reading.Simulated) ? " (simulated)" : "")}: {string.Join("  ", values)}";
    }

    /// <summary>What the signal comes to so far, as it would be saved now; null while no intercept has an error to tell.</summary>
    private static string? Intercepts(RunView run)
    {
        if (run.SeriesKind is not (RunSeries.Signal or RunSeries.Baseline))
            return null;
        var values = run.Analysis.Isotopes
            .Where(isotope => isotope.Series.Intercept is { Error: not null })
            .Select(isotope => $"{Markup.Escape(isotope.Series.Isotope)} {Figures.Concise(isotope.Series.Intercept!.Value.Value, isotope.Series.Intercept.Value.Error!.Value)}")
            .ToArray();
        if (values.Length == 0)
            return null;
        var age = run.Analysis.Argon?.Result().Age is { Error: { } error } known ? $"  age [bold]{Figures.Concise(known.Value, error)}[/] Ma" : "";
        return $"{Markup.Escape(run.RunId)} at t0: {string.Join("  ", values)}{age}";
    }

    private static string Note(NoteView note)
    {
        var color = note.Level switch { "error" => "red", "warning" => "yellow", _ => "grey" };
        var at = note.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return $"[{color}]{at} {Markup.Escape(note.Who)}: {Markup.Escape(note.Text.ReplaceLineEndings(" "))}[/]";
    }

    private static string Joined(string heading, IEnumerable<string> parts)
    {
        var text = string.Join("  ", parts);
        return heading + (text.Length > 0 ? text : "[grey]none[/]");
    }

    private static IRenderable Heading(string text) => new Rule($"[grey]{text}[/]") { Justification = Justify.Left, Style = Style.Parse("grey") };

    private static IRenderable Line(string markup) => new OneLine(markup);
}
