using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Core.Execution;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Replay;

namespace LabActors.Console.Replay;

/// <summary>A laboratory's state as <c>lab replay --json</c> writes it: one object, names in snake_case, every run with its commands, series and counters.</summary>
internal static class StateJson
{
    public static string Of(LabState lab, string folder) => JsonSerializer.Serialize(
        new
        {
            Type = "lab-state",
            Folder = folder,
            lab.At,
            Event = lab.Number,
            lab.Events,
            Nodes = lab.Nodes.Values.OrderBy(n => n.Node, StringComparer.Ordinal).Select(n => new
            {
                n.Node,
                n.Version,
                n.Laboratory,
                LabSha256 = n.LabHash,
                UpSince = n.At,
                Stopped = lab.Stopped.GetValueOrDefault(n.Node)?.At,
                Reason = lab.Stopped.GetValueOrDefault(n.Node)?.Reason,
            }),
            Executions = lab.Executions.Select(e => new
            {
                Instrument = e.Key,
                e.Value.Running,
                e.Value.StartedAt,
                e.Value.WaitsUntil,
                e.Value.StopAt,
                e.Value.Current,
                Queues = e.Value.Queues.Select(q => q.QueueId),
                EndedState = e.Value.Ended?.State,
                EndedCause = e.Value.Ended?.Cause,
            }),
            Queues = lab.Queues.Values.Where(q => q.Header is not null).OrderBy(q => q.QueueId, StringComparer.Ordinal).Select(Queue),
            Runs = lab.Runs.Values.Where(r => r.Started is not null).OrderBy(r => r.Started!.At).ThenBy(r => r.Started!.RunUuid, StringComparer.Ordinal).Select(Run),
            Valves = lab.Line.Valves.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new
            {
                Name = v.Key,
                State = v.Value.Stand.Word(),
                Since = v.Value.At,
                Moving = v.Value.Pending is { } pending ? pending.Open ? "open" : "closed" : null,
                v.Value.Pending?.CommandId,
                v.Value.Locked,
                LockedBy = lab.Locks.GetValueOrDefault(v.Key)?.By,
                LockedWhy = lab.Locks.GetValueOrDefault(v.Key)?.Why,
                Commanded = v.Value.Commanded?.Word(),
                DisabledBy = v.Value.DisabledBy?.By,
                DisabledWhy = v.Value.DisabledBy?.Why,
                v.Value.Simulated,
            }),
            FilledPipettes = lab.Line.FilledPipettes.Order(StringComparer.Ordinal),
            Shots = new SortedDictionary<string, int>(lab.Line.Shots.ToDictionary(), StringComparer.Ordinal),
            Leases = Leases(lab.Leases),
            ExtractionDevices = lab.Devices.Extraction.Values,
            Spectrometers = lab.Devices.Spectrometers.Values.Select(s => new
            {
                s.Instrument,
                MagnetDac = s.Magnet?.Dac,
                MagnetPosition = s.Magnet?.Position,
                MagnetDetector = s.Magnet?.Detector,
                IntegrationS = s.IntegrationSeconds,
                Detectors = s.Detectors.Select(d => new { Detector = d, Isotope = s.IsotopeOfDetector.GetValueOrDefault(d) }),
                s.By,
            }),
            Decisions = lab.Decisions.Open,
            Errors = lab.Health.Flags,
            Safety = new { UnderWay = lab.Safety.Open, lab.Safety.Last },
            Actors = lab.Actors.Select(a => new { Id = a.Key, a.Value.Events, a.Value.Last, a.Value.At }),
        },
        RunJson.Line);

    private static object Queue(QueueProgress q) => new
    {
        q.QueueId,
        q.Header!.Name,
        q.Instrument,
        State = q.Ended ? q.EndState : !q.IsStarted ? "accepted" : q.Paused ? "paused" : "running",
        Cause = q.EndCause,
        DelayS = q.Delay?.Seconds,
        DelaySince = q.Delay?.At,
        DelayWhy = q.Delay?.Why,
        PausedDelayS = q.PausedDelay,
        StopHow = q.Stop?.How,
        StopBy = q.Stop?.By,
        StopWhy = q.Stop?.Why,
        q.EstimatedFinish,
        Rows = q.Rows.Select(r => new
        {
            r.Id,
            Identifier = r.Spec.Labnumber,
            Type = r.Spec.AnalysisType,
            r.Spec.Position,
            r.Spec.Skip,
            Stage = JsonNamingPolicy.SnakeCaseLower.ConvertName(r.Stage.ToString()),
            r.RunId,
            r.RunUuid,
            r.State,
            r.Cause,
            r.Version,
            r.Attempt,
        }),
    };

    private static object Run(RunProgress run) => new
    {
        Uuid = run.Started!.RunUuid,
        run.Started.RunId,
        run.Started.QueueId,
        run.Started.Instrument,
        run.State,
        run.Step,
        Steps = new SortedDictionary<string, string>(run.Steps.ToDictionary(), StringComparer.Ordinal),
        run.PastPointOfNoReturn,
        run.Truncated,
        Leases = run.Leases.Order(StringComparer.Ordinal),
        Scripts = run.Scripts.OrderBy(s => s.Value.Started.At).Select(s => new
        {
            Kind = s.Key,
            s.Value.Started.Path,
            s.Value.Started.Sha256,
            LastCommand = s.Value.LastSeq,
            Outcome = s.Value.Finished?.Outcome,
            Error = s.Value.Finished?.Error,
            Open = s.Value.Open.OrderBy(o => o.Key).Select(o => new { Number = o.Key, o.Value.Name, o.Value.Arguments, Since = o.Value.At, o.Value.File, o.Value.Line }),
            Intervals = s.Value.Intervals,
        }),
        OpenInlets = run.Measurement.OpenInlets,
        run.InletClosedAt,
        run.Measurement.TimeZero,
        Series = run.Measurement.OpenSeries.Values.OrderBy(s => s.Series).Select(s => new
        {
            s.Series,
            s.Kind,
            Counts = run.Measurement.Counted.GetValueOrDefault(s.Series),
            Of = s.Counts,
            s.TimeZero,
        }),
        run.Measurement.Readings,
        Conditionals = run.Conditionals.Installed.Select(c => new
        {
            c.Id,
            Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Kind.ToString()),
            c.Test,
            c.Place,
            InARow = run.Conditionals.Counters.True.GetValueOrDefault(c.Id),
            c.Trips,
            Fired = run.Conditionals.Counters.Fired.Contains(c.Id),
            Tripped = run.Conditionals.Tripped.Count(t => t.Id == c.Id),
        }),
        run.LineFreedAt,
        SafeStateAt = run.SafeState?.At,
        EndedAt = run.Ended?.At,
        run.Ended?.Cause,
    };

    private static object Leases(LeaseState leases) => new
    {
        Held = leases.Holdings.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => new { Resource = h.Key, By = h.Value.Holder.Description, h.Value.Holder.Id, h.Value.Token, h.Value.Since }),
        Waiting = leases.Waiting.Select(w => new { w.Resources, By = w.Holder.Description, w.Holder.Id, Since = w.At, w.Why, For = LeaseDecisions.BlockerOf(leases, w)?.Description }),
        Named = leases.Named.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => new { Name = n.Key, n.Value.Value, AcquiredBy = n.Value.AcquiredBy?.Description }),
    };
}
