using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Identifiers;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Runs;

namespace LabActors.Core.Reduction;

/// <summary>How each event changes a <see cref="RunRecord"/>, and what it writes into the run's log.</summary>
internal static class RunRecordFold
{
    private const string Info = "info", Warning = "warning", Error = "error";

    public static RunRecord Apply(RunRecord run, IJournalEvent happened) => happened switch
    {
        RunEvents.RunStarted e => Started(run, e),
        RunEvents.StepStarted e => StepStarted(run, e),
        RunEvents.StepEnded e => StepEnded(run, e),
        RunEvents.ScriptStarted e => run with
        {
            Scripts = run.Scripts.Add(new(e.Kind, e.Path, e.Sha256, e.Text, e.PythonVersion, e.At)),
        },
        RunEvents.ScriptFinished e => ScriptFinished(run, e),
        RunEvents.CommandFailed e => Log(run, e.At, Warning, $"command {e.Seq} of the {e.Kind} script failed: {e.Reason}"),
        RunEvents.PointOfNoReturnPassed e => run with { PointOfNoReturnAt = run.PointOfNoReturnAt ?? e.At },
        RunEvents.InterventionRequested e => Intervened(run, e),
        RunEvents.CommandCompleted { Simulated: true } => run with { Simulated = true },
        RunEvents.SafeStateReached e => SafeState(run, e),
        RunEvents.PumpTimeStarted e => run with { PumpTimeStartedAt = e.At },
        RunEvents.RunLeaseLost e => Log(run, e.At, Error, e.Why),
        RunEvents.LineFreed e => run with { LineFreedAt = e.At },
        RunEvents.RunNoted e => Log(run, e.At, e.Level, e.Text),
        RunEvents.HardwareMatchBegan e => Log(run, e.At, Warning, Text($"after an outage the hardware is brought to match: {string.Join(", ", e.Steps.Concat(e.SpoilsNext.Length > 0 ? [e.SpoilsNext] : []))}")),
        ConditionalEvents.ConditionalTripped e => Log(run, e.At, Warning, ConditionalWords.Of(e)),
        ConditionalEvents.ConditionalNotEvaluated e => Log(run, e.At, Warning, ConditionalWords.Of(e)),
        ConditionalEvents.ConditionalActionEnded { Error.Length: > 0 } e => Log(run, e.At, Error, $"the action of a conditional failed: {e.Error}"),
        RegistryEvents.AliquotSettled e => Log(
            run with { RunId = RunIds.Make(e.Identifier, e.Aliquot, e.Step), Aliquot = e.Aliquot, Step = e.Step },
            e.At, Info, $"{e.Was} was a provisional number: the run is {RunIds.Make(e.Identifier, e.Aliquot, e.Step)} from here"),
        RunEvents.RunEnded e => run with { State = e.State, Cause = e.Cause, EndedAt = e.At },
        _ => Measured(run, happened),
    };

    private static RunRecord Measured(RunRecord run, IJournalEvent happened) => happened switch
    {
        MeasurementEvents.DetectorsActivated e => SetAside(run, e.At, "detectors were activated anew") with { Detectors = e.Detectors },
        MeasurementEvents.TimeZeroSet e => run with { TimeZero = e.TimeZero },
        MeasurementEvents.InletOpened e => run with
        {
            Equilibrations = run.Equilibrations.Add(new(e.Inlets, e.EquilibrationSeconds, e.At, null)),
        },
        MeasurementEvents.InletClosed e => InletClosed(run, e),
        MeasurementEvents.EquilibrationFailed e => Log(run, e.At, Error, $"equilibration failed: {e.Reason}"),
        MeasurementEvents.SeriesStarted e => run with
        {
            Series = run.Series.Add(new(e.Series, e.Kind, e.Counts, e.IntegrationSeconds, e.At, e.TimeZero, e.IsotopeOfDetector, [])),
        },
        MeasurementEvents.ReadingTaken e => ChangeSeries(run with { Simulated = run.Simulated || e.Simulated }, e.Series, series => series with
        {
            Readings = series.Readings.Add(new(e.Count, e.At, e.Intensities, e.Quality, e.Simulated)),
        }),
        MeasurementEvents.SeriesEnded e => SeriesEnded(run, e),
        MeasurementEvents.PeakCenterMeasured e => PeakCentered(run, e),
        MeasurementEvents.FitsSet e => run with { Fits = e.Fits },
        MeasurementEvents.BaselineFitsSet e => run with { BaselineFits = e.Fits },
        MeasurementEvents.CountsAbbreviated e => Log(run, e.At, Info, Text($"later counts are multiplied by {e.Ratio:g4}: {e.Why}")),
        MeasurementEvents.MeasurementReset e => SetAside(run, e.At, "the measurement was reset"),
        _ => Told(run with { Extraction = run.Extraction.Apply(happened), Circumstances = run.Circumstances.Apply(happened) }, happened),
    };

    private static RunRecord Told(RunRecord run, IJournalEvent happened) => happened switch
    {
        RunEvents.DeviceUnavailable e => Log(run, e.At, Warning, Text($"{e.Device} does not answer ({e.Command}): {e.Reason}; it is waited for, up to {e.LimitSeconds:g4} s")),
        RunEvents.DeviceAvailable e => Log(run, e.At, Warning, Text($"{e.Device} answers again after {e.GapSeconds:g4} s ({e.Command})")),
        RunEvents.EnvironmentRead e => e.Readings.Where(r => r.Quality != "good").Aggregate(run, (known, r) => Log(known, e.At, Warning, $"{r.Title} ({r.Device}) was not read: {r.Quality}")),
        MeasurementEvents.SpectrometerSettingsRead { Settings: { } settings } e => settings.Unread.OrderBy(u => u.Key, StringComparer.Ordinal)
            .Aggregate(run, (known, u) => Log(known, e.At, Warning, $"setting {u.Key} of the spectrometer was not read: {u.Value}")),
        MeasurementEvents.SynExtractionEnded e => Log(run, e.At, Info, Text($"measured {e.Blocks} blocks during extraction: {e.Reason}")),
        MeasurementEvents.IntensityScalarRequested e => Log(run, e.At, Warning, Text($"a script asked for intensities times {e.Scalar:g6}: recorded, not done, since what was measured is what is saved")),
        ExtractionEvents.MediaRequested { File: "" } e => Log(run, e.At, Warning, $"{e.Kind} {e.Name} was not taken: {e.Reason}"),
        ExtractionEvents.ShotTaken e => Log(run, e.At, Info, e.Count is { } count ? Text($"shot {count} of {e.Pipette}") : $"{(e.Blank ? "blank of " : "")}{e.Pipette}"),
        _ => run,
    };

    private static RunRecord Started(RunRecord run, RunEvents.RunStarted e)
    {
        var started = Begun(run, e);
        return ProvisionalNumbers.Are(e.Aliquot)
            ? Log(started, e.At, Warning, $"{e.RunId} is a provisional number, since the laboratory's other nodes did not answer: it gets its real one when they do")
            : started;
    }

    private static RunRecord Begun(RunRecord run, RunEvents.RunStarted e) => run with
    {
        RunUuid = e.RunUuid,
        QueueId = e.QueueId,
        RunId = e.RunId,
        Aliquot = e.Aliquot,
        Step = e.Step,
        Instrument = e.Instrument,
        ExtractionDevice = e.ExtractionDevice,
        Spec = e.Spec,
        Overlaps = e.Overlaps,
        IsLast = e.IsLast,
        Simulated = e.Simulated,
        PrecedingBlank = e.PrecedingBlank,
        StartedAt = e.At,
        Log = run.Log.Add(new(e.At, Info, $"run {e.RunId} started on {e.Instrument}{(e.Simulated ? " (simulated)" : "")}")),
    };

    private static RunRecord StepStarted(RunRecord run, RunEvents.StepStarted e)
    {
        var state = e.Step is "extraction" or "measurement" ? e.Step : run.State;
        var known = Log(run, e.At, Info, $"step {e.Step} started");
        return known with { State = state, Steps = run.Steps.Add(new(e.Step, e.At, null, "", "")) };
    }

    private static RunRecord StepEnded(RunRecord run, RunEvents.StepEnded e)
    {
        var index = run.Steps.FindLastIndex(step => step.Name == e.Step && step.EndedAt is null);
        var ended = index < 0
            ? run.Steps.Add(new(e.Step, e.At, e.At, e.Outcome, e.Reason))
            : run.Steps.SetItem(index, run.Steps[index] with { EndedAt = e.At, Outcome = e.Outcome, Reason = e.Reason });
        var level = e.Outcome switch { "failed" => Error, "stopped" => Warning, _ => Info };
        return Log(run, e.At, level, $"step {e.Step} {e.Outcome}{Because(e.Reason)}") with { Steps = ended };
    }

    private static RunRecord ScriptFinished(RunRecord run, RunEvents.ScriptFinished e)
    {
        var known = e.Error.Length == 0 ? run : Log(run, e.At, Error, $"{e.Kind} script {e.Outcome} at {e.File}:{e.Line}: {e.Error}");
        var index = run.Scripts.FindLastIndex(script => script.Kind == e.Kind && script.EndedAt is null);
        return index < 0 ? known : known with
        {
            Scripts = run.Scripts.SetItem(index, run.Scripts[index] with { EndedAt = e.At, Outcome = e.Outcome, Error = e.Error, Line = e.Line, File = e.File }),
        };
    }

    private static RunRecord Intervened(RunRecord run, RunEvents.InterventionRequested e) =>
        Log(run, e.At, Warning, $"{e.What} by {e.By}{Because(e.Why)}") with { Interventions = run.Interventions.Add(new(e.At, e.What, e.By, e.Why)) };

    private static RunRecord SafeState(RunRecord run, RunEvents.SafeStateReached e) =>
        e.Steps.Aggregate(run, (known, step) => Log(known, e.At, step.Done ? Info : Error, $"safe state: {step.What}: {(step.Done ? "done" : "NOT done")}{Because(step.Detail)}"))
            with
        { SafeState = e.Steps, SafeStateAt = e.At };

    private static RunRecord InletClosed(RunRecord run, MeasurementEvents.InletClosed e)
    {
        var index = run.Equilibrations.FindLastIndex(equilibration => equilibration.ClosedAt is null);
        return index < 0 ? run : run with { Equilibrations = run.Equilibrations.SetItem(index, run.Equilibrations[index] with { ClosedAt = e.At }) };
    }

    private static RunRecord SeriesEnded(RunRecord run, MeasurementEvents.SeriesEnded e)
    {
        var known = e.How == "complete" ? run : Log(run, e.At, Warning, $"series {e.Series} {e.How} after {e.Counts} counts");
        return ChangeSeries(known, e.Series, series => series with { EndedAt = e.At, How = e.How });
    }

    private static RunRecord PeakCentered(RunRecord run, MeasurementEvents.PeakCenterMeasured e)
    {
        var text = e.CenterDac is { } dac ? Text($"peak center of {e.Isotope} on {e.Detector}: {dac:f5} V") : $"no peak center of {e.Isotope} on {e.Detector}{Because(e.Reason)}";
        return Log(run, e.At, e.CenterDac is null ? Warning : Info, text) with
        {
            Simulated = run.Simulated || e.Simulated,
            PeakCenters = run.PeakCenters.Add(new(e.At, e.Detector, e.Isotope, e.CenterDac, e.Dacs, e.Intensities, e.Reason, e.Shape, e.Others, e.Simulated)),
        };
    }

    private static RunRecord SetAside(RunRecord run, DateTimeOffset at, string why)
    {
        var valid = run.Valid.Count(series => !RunSeries.IsSyn(series.Kind));
        return valid == 0 ? run : Log(run, at, Warning, $"{why}: {valid} series so far are set aside") with
        {
            Series = [.. run.Series.Select(series => series with { SetAside = !RunSeries.IsSyn(series.Kind) })],
        };
    }

    private static RunRecord ChangeSeries(RunRecord run, int number, Func<RunSeries, RunSeries> change)
    {
        var index = run.Series.FindLastIndex(series => series.Number == number);
        return index < 0 ? run : run with { Series = run.Series.SetItem(index, change(run.Series[index])) };
    }

    private static RunRecord Log(RunRecord run, DateTimeOffset at, string level, string text) => run with { Log = run.Log.Add(new(at, level, text)) };

    private static string Because(string reason) => reason.Length == 0 ? "" : $": {reason}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
