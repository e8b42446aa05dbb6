using System.Globalization;
using LabActors.Console.Actors;
using LabActors.Console.View;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Console.Screen;

/// <summary>What of an event is worth a line of text: laboratory time, whose it is, what happened. Single readings and commands are not.</summary>
public static class PlainLines
{
    /// <summary>The lines of an event, and of notes that were made since <paramref name="notesShown"/> were shown.</summary>
    public static IEnumerable<string> Of(ConsoleUpdate update, int notesShown)
    {
        if (update.Event is not { } happened)
            yield break;
        var view = update.View;
        if (What(update, happened) is { } what)
            yield return Line(happened.At, what.Who, what.Text);
        foreach (var note in view.Notes.Skip(view.Notes.Count - Math.Min(view.Notes.Count, view.NotesMade - notesShown)))
            yield return Line(note.At, note.Who, note.Level == "info" ? note.Text : $"{note.Level}: {note.Text}");
    }

    private static (string Who, string Text)? What(ConsoleUpdate update, IJournalEvent happened)
    {
        var run = update.View.RunBySource(update.Source);
        var queue = update.View.Queues.Find(queue => queue.Source == update.Source);
        return happened switch
        {
            QueueStarted => (queue!.Name, $"started, {Figures.Number(queue.Rows, "run")}"),
            DelayStarted e => (queue!.Name, Invariant($"delay of {e.Seconds:0.#} s: {e.Why}")),
            FinishEstimated e => (queue!.Name, Finish(e.Finish, e.At)),
            QueueEnded e => (queue!.Name, e.State),
            RunLaunched e => (e.RunId, e.Overlaps ? "started, the next may overlap" : "started"),
            ValveActuated { Changed: true } e => ($"valve {e.Valve}", (e.Open ? "open" : "closed") + Simulated(e.Simulated)),
            RunFinished e => (update.View.Run(e.RunUuid)!.RunId, e.State),
            _ when run is not null => OfRun(run, happened) is { } text ? (run.RunId, text) : null,
            _ => null,
        };
    }

    /// <summary>When a queue will be finished, with the date where that is another day.</summary>
    public static string Finish(DateTimeOffset finish, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"finish about {finish.ToString(finish.Date == now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}, in {Figures.Clock(finish - now)}");

    private static string? OfRun(RunView run, IJournalEvent journalEvent) => journalEvent switch
    {
        StepStarted e => e.Step,
        InletOpened e => Invariant($"inlet open, equilibration of {e.EquilibrationSeconds:0.#} s"),
        InletClosed => "inlet closed",
        SeriesStarted e => Invariant($"{e.Kind}: {Figures.Number(e.Counts, "count")} of {e.IntegrationSeconds:0.###} s"),
        SeriesEnded e => $"{run.SeriesKind} {e.How} after {Figures.Number(e.Counts, "count")}: {Readings(run)} fA{Simulated(run.Readings.Values.Any(reading => reading.Simulated))}",
        PeakCenterMeasured { CenterDac: { } center } e => Invariant($"peak center of {e.Isotope} on {e.Detector} at {center:0.#####} V{Simulated(e.Simulated)}"),
        _ => null,
    };

    private static string Simulated(bool simulated) => simulated ? " (simulated)" : "";

    private static string Readings(RunView run) => string.Join(", ", run.Readings.Values.Reverse().Select(reading => reading.Intensity is { } value
        ? $"{reading.Isotope} {Figures.Intensity(value)}"
        : $"{reading.Isotope} {reading.Quality}"));

    private static string Line(DateTimeOffset at, string who, string text) => Invariant($"{at:HH:mm:ss}  {who,-12}  {text}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
