using System.Collections.Immutable;
using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Console.View;
using LabActors.Core.Execution;

namespace LabActors.Console.FullScreen;

/// <summary>The queues, and of the one that runs every row: what has been, what goes on with its step, progress, time left and finish, and what is to come.</summary>
internal static class RunsPane
{
    private const int RowWidth = 5;
    private const int RunWidth = 12;
    private const int TypeWidth = 14;
    private const int StateWidth = 17;
    private const int LeftWidth = 8;
    private const int EndWidth = 9;

    // A queue that waits or is over needs no more than its line; more of them than this are in the log, and in what "queues" lists.
    private const int MostQueues = 4;

    public static void Draw(CellArea area, ScreenState state)
    {
        area.Heading("queues and runs", state.Unicode);
        var y = 1;
        foreach (var queue in state.View.Queues.TakeLast(MostQueues))
            Queue(area, y++, queue, state);
        if (state.View.Queues.IsEmpty)
            area.Put(0, y, "no queue has been started here: s starts one", Ink.Dim);
        else
            Rows(area.Below(y), state);
    }

    /// <summary>How a queue stands, in a line.</summary>
    private static void Queue(CellArea area, int y, QueueView queue, ScreenState state)
    {
        var over = queue.Progress is { } progress ? progress.Started.Count - progress.InFlight.Length : state.View.Runs.Count(run => run.EndedAt is not null);
        var held = queue.Progress?.Pause is { } pause && !queue.HasEnded ? $" by {pause.By}" : "";
        var x = area.Put(0, y, queue.Name, new CellStyle(Ink.Plain, Bold: true), RowWidth + RunWidth + TypeWidth - 1) + 1;
        x = area.Put(x, y, $"{queue.State}{held}", Of(queue.State)) + 1;
        x = area.Put(x, y, string.Create(CultureInfo.InvariantCulture, $"{over} of {queue.Progress?.Rows.Count() ?? queue.Rows} over")) + 2;
        if (queue.Delay is { } delay)
            area.Put(x, y, $"delay {delay.What}{(delay.TimeLeftAt(state.Now) is { } left ? $", {Figures.Clock(left)} left" : "")}", Ink.Aqua);
        else if (queue is { HasEnded: false, EstimatedFinish: { } finish })
            area.Put(x, y, PlainLines.Finish(finish, state.Now));
        else
            area.Put(x, y, queue.Cause, Ink.Dim);
    }

    private static void Rows(CellArea area, ScreenState state)
    {
        var rows = Selection.Rows(state.View);
        if (rows.IsEmpty)
        {
            foreach (var (run, y) in state.View.Runs.TakeLast(area.Height).Select((run, y) => (run, y)))
                Run(area, y, "", run, null, state);
            return;
        }

        // What goes on is seen, and what is selected: the first of what is in flight stands a little below the top.
        var selected = Selection.Row(state.View, state.Ui)!;
        var finishes = Selection.Queue(state.View)?.RowFinishes;
        var anchor = state.Ui.Row.Length > 0 ? rows.IndexOf(selected) : rows.TakeWhile(row => !row.InFlight && row.Stage != RowStage.NotRun).Count();
        var from = Math.Clamp(anchor - (area.Height / 3), 0, Math.Max(0, rows.Length - area.Height));
        for (var i = from; i < rows.Length && i - from < area.Height; i++)
        {
            DateTimeOffset? finish = finishes is not null && finishes.TryGetValue(rows[i].Id, out var known) ? known : null;
            if (rows[i].RunUuid.Length > 0 && state.View.Run(rows[i].RunUuid) is { } run)
                Run(area, i - from, rows[i].Id, run, finish, state);
            else
                Waiting(area, i - from, rows[i], finish, state);
            if (rows[i].Id == state.Ui.Row)
                area.Invert(i - from);
        }
    }

    private static void Run(CellArea area, int y, string row, RunView run, DateTimeOffset? finish, ScreenState state)
    {
        var activity = run.Activity;
        area.Put(0, y, row, Ink.Dim, RowWidth - 1);
        area.Put(RowWidth, y, run.RunId, new CellStyle(Ink.Plain, Bold: run.IsInFlight), RunWidth - 1);
        area.Put(RowWidth + RunWidth, y, run.AnalysisType, default, TypeWidth - 1);
        area.Put(RowWidth + RunWidth + TypeWidth, y, run.Step.Length > 0 ? run.Step : run.State, Of(run.State), StateWidth - 1);
        var x = RowWidth + RunWidth + TypeWidth + StateWidth;

        // What goes on stands on its own bar. A run in flight has the time left of it and its finish, one that is over how long it took and when it ended.
        var right = area.Width - LeftWidth - EndWidth;
        var what = activity is { Of: { } of } ? string.Create(CultureInfo.InvariantCulture, $"{activity.What} {activity.Count}/{of}") : activity?.What ?? run.Cause;
        area.Put(x, y, what, default, Math.Max(0, right - x));
        if (activity?.ProgressAt(state.Now) is { } progress)
            area.Restyle(x, y, (int)Math.Round(Math.Clamp(progress, 0, 1) * Math.Max(0, right - x)), _ => new CellStyle(Ink.Green, Inverse: true));
        var left = activity?.TimeLeftAt(state.Now) is { } time ? Figures.Clock(time) : run is { StartedAt: { } start, EndedAt: { } end } ? Figures.Clock(end - start) : "";
        area.Put(right, y, left.PadLeft(LeftWidth - 1), run.IsInFlight ? Ink.Plain : Ink.Dim);
        if (run.EndedAt is { } ended)
            area.Put(right + LeftWidth, y, ended.ToString("HH:mm:ss", CultureInfo.InvariantCulture), Ink.Dim);
        else
            Finish(area, y, finish, state);
    }

    private static void Waiting(CellArea area, int y, QueueRow row, DateTimeOffset? finish, ScreenState state)
    {
        var spec = row.Spec;
        area.Put(0, y, row.Id, Ink.Dim, RowWidth - 1);
        area.Put(RowWidth, y, spec.Labnumber, Ink.Dim, RunWidth - 1);
        area.Put(RowWidth + RunWidth, y, spec.AnalysisType, Ink.Dim, TypeWidth - 1);
        area.Put(RowWidth + RunWidth + TypeWidth, y, row.Stage == RowStage.Skipped ? "skipped" : spec.Skip ? "to be skipped" : "waits", spec.Skip ? Ink.Yellow : Ink.Dim, StateWidth - 1);
        string[] marks = [spec.Position.Length > 0 ? $"position {spec.Position}" : "", spec.EndAfter ? "the queue ends after it" : "", row.Change is { } change ? $"changed by {change.By}" : ""];
        var x = RowWidth + RunWidth + TypeWidth + StateWidth;
        area.Put(x, y, string.Join(", ", marks.Where(mark => mark.Length > 0)), Ink.Dim, Math.Max(0, area.Width - EndWidth - x));
        if (row.Stage == RowStage.NotRun && !spec.Skip)
            Finish(area, y, finish, state);
    }

    /// <summary>About when a row will be over: the time of day, and behind how many midnights.</summary>
    private static void Finish(CellArea area, int y, DateTimeOffset? finish, ScreenState state)
    {
        if (finish is not { } at)
            return;
        var days = (at.Date - state.Now.Date).Days;
        var text = at.ToString(days > 0 ? $"'+{days}d' HH:mm" : "'~'HH:mm", CultureInfo.InvariantCulture);
        area.Put(area.Width - EndWidth, y, text.PadLeft(EndWidth - 1), Ink.Dim);
    }

    private static Ink Of(string state) => state switch
    {
        "success" or "completed" => Ink.Green,
        "failed" or "invalid" or "interrupted" or "aborted" or "refused" => Ink.Red,
        "truncated" or "canceled" or "paused" or "ending" => Ink.Yellow,
        "extraction" or "measurement" or "running" => Ink.Aqua,
        _ => Ink.Plain,
    };
}
