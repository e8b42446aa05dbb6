using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Recovery;

/// <summary>
/// Where a run goes on that was cut off, between whichever two of its events: the next thing of its steps, and what goes on beside them. A pure function of its journal; the run's actor carries it
/// out with the same handlers that carry out what was never cut off.
/// </summary>
/// <param name="Point">The next thing of its steps.</param>
/// <param name="Script">The script that <see cref="RunPoint.Script"/>, <see cref="RunPoint.ScriptOver"/> and <see cref="RunPoint.StepOver"/> mean.</param>
/// <param name="Scripts">Scripts that live, and run again from the record.</param>
/// <param name="Equilibrations">Equilibrations whose inlet is still the run's to close, or to open.</param>
/// <param name="PostEquilibrationDue">The inlet is closed, or the script has asked for it, and the pump-out was not begun.</param>
/// <param name="Background">Series that no command waits for.</param>
public sealed record RunResumption(
    RunPoint Point,
    ScriptKind Script,
    ImmutableArray<ScriptKind> Scripts,
    ImmutableArray<EquilibrationRecord> Equilibrations,
    bool PostEquilibrationDue,
    ImmutableArray<SeriesStarted> Background)
{
    /// <summary>Reads it out of the run's journal.</summary>
    public static RunResumption Of(RunProgress run)
    {
        var (point, script) = PointOf(run);
        var ending = run.Ending is not null;
        var equilibrations = ending
            ? []
            : run.Equilibrations.Where(e => e.Closed is null && IsLive(run, e)).ToImmutableArray();
        return new RunResumption(
            point,
            script,
            [.. Living(run)],
            equilibrations,
            !ending && IsPumpOutDue(run),
            ending ? [] : [.. InBackground(run)]);
    }

    /// <summary>In words, for the record and the statement.</summary>
    public string Words(RunProgress run) => Point switch
    {
        RunPoint.Begin => "before its start",
        RunPoint.LoadScripts => "at its start",
        RunPoint.WaitForLine => "waiting for the line",
        RunPoint.BeginExtraction => "before its extraction",
        RunPoint.WaitForSpectrometer => "waiting for the spectrometer",
        RunPoint.Script when run.Scripts[Script.Folder()].Pending is { } pending =>
            $"{Script.Folder()} script, command {pending.Request.Seq}: {pending.Request.Name} ({Path.GetFileName(pending.Request.File)}:{pending.Request.Line})",
        RunPoint.Script => $"{Script.Folder()} script, after command {run.Scripts[Script.Folder()].LastSeq}",
        RunPoint.ScriptOver or RunPoint.StepOver => $"after the {Script.Folder()} script",
        RunPoint.BeginPostMeasurement => "before its post-measurement",
        RunPoint.WaitToSave => "measured, not saved",
        RunPoint.Ending => $"being ended as {run.Ending!.State}",
        _ => "over",
    };

    private static (RunPoint Point, ScriptKind Script) PointOf(RunProgress run)
    {
        if (run.Ended is not null)
            return (RunPoint.Over, default);
        if (run.Started is null)
            return (RunPoint.Begin, default);
        if (run.Ending is not null)
            return (RunPoint.Ending, default);
        return run.Step switch
        {
            "" or "start" when !run.Steps.ContainsKey("start") => (RunPoint.LoadScripts, default),
            "" or "start" => (RunPoint.WaitForLine, default),
            "extraction" => OfStep(run, "extraction", ScriptKind.Extraction, run.HoldsLine ? RunPoint.BeginExtraction : RunPoint.WaitForLine),
            "measurement" => OfStep(run, "measurement", ScriptKind.Measurement, RunPoint.WaitForSpectrometer),
            "post-measurement" when run.PumpedFrom is not null => (RunPoint.WaitToSave, default),
            "post-measurement" => OfStep(run, "post-measurement", ScriptKind.PostMeasurement, RunPoint.BeginPostMeasurement),
            _ => (RunPoint.WaitToSave, default),
        };
    }

    private static (RunPoint, ScriptKind) OfStep(RunProgress run, string step, ScriptKind kind, RunPoint before)
    {
        if (run.Steps.ContainsKey(step))
            return (RunPoint.StepOver, kind);
        return run.Scripts.GetValueOrDefault(kind.Folder()) switch
        {
            null => (before, kind),
            { Finished: null } => (RunPoint.Script, kind),
            _ => (RunPoint.ScriptOver, kind),
        };
    }

    /// <summary>In the order in which they were started.</summary>
    private static IEnumerable<ScriptKind> Living(RunProgress run) =>
        from kind in new[] { ScriptKind.Extraction, ScriptKind.Measurement, ScriptKind.PostEquilibration, ScriptKind.PostMeasurement }
        where run.IsRunning(kind.Folder())
        orderby run.Scripts[kind.Folder()].Started.At
        select kind;

    private static bool IsPumpOutDue(RunProgress run) =>
        (run.PostEquilibrationAsked || run.Equilibrations.Any(e => e.Closed is not null && Flag(e.Request, "do_post_equilibration")))
        && !run.HasStarted(ScriptKind.PostEquilibration.Folder());

    /// <summary>One whose inlet was never opened lives only while its command is pending: it failed otherwise.</summary>
    private static bool IsLive(RunProgress run, EquilibrationRecord equilibration) =>
        equilibration.Opened is not null
        || (run.Scripts.GetValueOrDefault(equilibration.Request.Kind)?.Open.ContainsKey(equilibration.Request.Seq) ?? false);

    /// <summary>Open series that are not the pending command's own.</summary>
    private static IEnumerable<SeriesStarted> InBackground(RunProgress run)
    {
        var own = run.Scripts.GetValueOrDefault(ScriptKind.Measurement.Folder()) is { Finished: null } script
            ? script.Open.Keys.SelectMany(seq => script.Commands[seq].Facts.OfType<SeriesStarted>()).Select(s => s.Series).ToImmutableHashSet()
            : [];
        return run.Measurement.OpenSeries.Values.Where(s => !own.Contains(s.Series)).OrderBy(s => s.Series);
    }

    private static bool Flag(CommandRequested request, string name) =>
        request.Arguments.TryGetValue(name, out var value) && value.ValueKind is System.Text.Json.JsonValueKind.True;
}
