using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Tests;

public sealed class PlainLinesTests
{
    private static List<string> Lines(History history)
    {
        var lines = new List<string>();
        var view = LabView.Empty;
        foreach (var (source, journalEvent) in history.Events)
        {
            var notes = view.NotesMade;
            view = view.Apply(source, journalEvent);
            lines.AddRange(PlainLines.Of(new ConsoleUpdate(view, source, journalEvent), notes));
        }

        return lines;
    }

    [Fact]
    public void A_new_time_of_finish_is_told_with_the_day_where_that_is_another()
    {
        var history = new History().AcceptQueue("24701");
        history.Say(History.Queue, new QueueEvents.FinishEstimated(history.Now, history.Now.AddMinutes(75), 1));
        history.Say(History.Queue, new QueueEvents.FinishEstimated(history.Now, history.Now.AddHours(10), 1));

        Lines(history)[1..].ShouldBe(
        [
            "17:05:00  demo          finish about 18:20:00, in 1:15:00",
            "17:05:00  demo          finish about 2026-03-03 03:05:00, in 10:00:00",
        ]);
    }

    [Fact]
    public void A_queue_reads_as_a_log_of_what_matters()
    {
        var history = new History().AcceptQueue("24701").Launch("24701-01", "24701", overlaps: true).Step("24701-01", "extraction")
            .Wait(3).Valve("A", true).Step("24701-01", "measurement").Series("24701-01", 1, "signal", 2)
            .Wait(1).Read("24701-01", 1, 1, ("H1", 4821.377), ("CDD", 0.98415)).Wait(1).Read("24701-01", 1, 2, ("H1", 4820.1), ("CDD", 0.9));
        history.Say(History.Source("24701-01"), new MeasurementEvents.SeriesEnded(history.Now, 1, "complete", 2)).End("24701-01", "success");
        history.Say(History.Queue, new QueueEvents.QueueEnded(history.Now, "completed", ""));

        Lines(history).ShouldBe(
        [
            "17:05:00  demo          started, 1 run",
            "17:05:00  24701-01      started, the next may overlap",
            "17:05:00  24701-01      extraction",
            "17:05:03  valve A       open",
            "17:05:03  24701-01      measurement",
            "17:05:03  24701-01      signal: 2 counts of 1 s",
            "17:05:05  24701-01      signal complete after 2 counts: Ar40 4820.1, Ar36 0.9000 fA",
            "17:05:05  24701-01      success",
            "17:05:05  demo          completed",
        ]);
    }

    [Fact]
    public void A_note_is_printed_once_even_when_old_notes_have_left_the_view()
    {
        var history = new History().AcceptQueue("24701").Launch("24701-01", "24701");
        for (var i = 1; i <= LabView.NotesKept * 2; i++)
            history.Say(History.Source("24701-01"), new RunEvents.RunNoted(history.Now, "warning", $"number {i}"));
        Lines(history).Where(line => line.Contains("number")).ShouldBe(
            Enumerable.Range(1, LabView.NotesKept * 2).Select(i => $"17:05:00  24701-01      warning: number {i}"));
    }

    [Fact]
    public void Lines_of_the_demo_fit_into_eighty_columns() => Lines(History.MiddleOfTheDemo()).ShouldAllBe(line => line.Length <= 80);
}
