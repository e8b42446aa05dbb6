using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Console.View;
using LabActors.Core.Execution;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Replay;

namespace LabActors.Console.Replay;

/// <summary>A laboratory's state in lines of text. Runs that are over stand in their queue's rows.</summary>
internal static class StateText
{
    /// <param name="asked">The instant that was asked for; null for the newest event's.</param>
    public static IEnumerable<string> Lines(LabState lab, string folder, DateTimeOffset? asked)
    {
        yield return Words($"{folder}, as of {Instant(asked ?? lab.At)} (event {lab.Number}, {lab.Events} events of {lab.Actors.Count} actors)");
        foreach (var line in Section("nodes", Nodes(lab))
            .Concat(Section("executions", lab.Executions.Select(e => Execution(e.Key, e.Value))))
            .Concat(lab.Queues.Values.Where(q => q.Header is not null).OrderBy(q => q.QueueId, StringComparer.Ordinal).SelectMany(Queue))
            .Concat(lab.Runs.Values.Where(r => r is { Started: not null, Ended: null }).OrderBy(r => r.Started!.At).SelectMany(r => RunText.Lines(r, lab)))
            .Concat(Section("valves", Valves(lab)))
            .Concat(Section("leases", Leases(lab.Leases)))
            .Concat(Section("extraction devices, as commanded", lab.Devices.Extraction.Values.Select(Device)))
            .Concat(Section("spectrometers, as commanded", lab.Devices.Spectrometers.Values.Select(Spectrometer)))
            .Concat(Section("decisions open", lab.Decisions.Open.Select(q => Words($"{q.Id} of {q.AskedBy}: {q.Text} [{string.Join('/', q.Options)}], {q.Default} at {Instant(q.At.AddSeconds(q.LimitSeconds))}"))))
            .Concat(Section("errors", lab.Health.Flags.Select(f => $"{f.Source}: {f.Text} (raised by {f.By} at {Instant(f.At)})")))
            .Concat(Section("safety", Safety(lab)))
            .Concat(Section("exports", lab.Exports.Values.SelectMany(Exports)))
            .Concat(Section("ratios that must not change", Ratios(lab)))
            .Concat(Section("other actors", lab.Actors.Where(a => Sources.KindOf(a.Key) is SourceKind.Other or SourceKind.Registry).Select(Actor))))
        {
            yield return line;
        }
    }

    /// <summary>An instant of laboratory time, to the millisecond where it has any.</summary>
    public static string Instant(DateTimeOffset? at) => at is not { } instant
        ? "never"
        : instant.UtcDateTime.ToString(instant.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Text with numbers as everywhere.</summary>
    public static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Section(string heading, IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            if (first)
                yield return heading;
            first = false;
            yield return $"  {line}";
        }
    }

    private static IEnumerable<string> Nodes(LabState lab) => lab.Nodes.Values.OrderBy(n => n.Node, StringComparer.Ordinal).Select(n => lab.Stopped.GetValueOrDefault(n.Node) is { } stopped
        ? $"{n.Node}: down since {Instant(stopped.At)} ({stopped.Reason})"
        : $"{n.Node}: up since {Instant(n.At)}, version {n.Version}{(n.Laboratory.Length > 0 ? $", laboratory {n.Laboratory}" : "")}");

    private static string Execution(string instrument, ExecutionProgress e) => (e.Running, e.Ended) switch
    {
        (true, _) when e.WaitsUntil is { } until => $"{instrument}: accepted, starts at {Instant(until)}",
        (true, _) => Words($"{instrument}: running since {Instant(e.StartedAt)}, {e.Finished.Count} of {e.Queues.Length} queues over{(e.Current.Length > 0 ? $", queue {e.Current}" : "")}{(e.StopAt is { } stop ? $", to stop at {Instant(stop)}" : "")}"),
        (_, { } ended) => $"{instrument}: {ended.State} at {Instant(ended.At)}{Because(ended.Cause)}",
        _ => $"{instrument}: idle",
    };

    private static IEnumerable<string> Queue(QueueProgress q)
    {
        var rows = q.Rows.ToArray();
        var state = q.Ended ? $"{q.EndState}{Because(q.EndCause)}" : !q.IsStarted ? "accepted" : q.Paused ? "paused" : "running";
        yield return Words($"queue {q.Header!.Name} ({q.QueueId}) on {q.Instrument}: {state}; {rows.Count(r => r.Stage == RowStage.Finished)} of {rows.Length} rows finished");
        if (q.Stop is { } stop && !q.Ended)
            yield return $"  stop asked for by {stop.By}: {stop.How}{Because(stop.Why)}";
        if (q.Failure.Length > 0 && !q.Ended)
            yield return $"  ends failed: {q.Failure}";
        if (q.Delay is { } delay)
            yield return Words($"  delay of {delay.Seconds:0.#} s {delay.Why}, until {Instant(delay.At.AddSeconds(delay.Seconds))}");
        if (q.PausedDelay is { } left)
            yield return Words($"  {left:0.#} s left of a delay that is paused");
        if (q.EstimatedFinish is { } finish && !q.Ended)
            yield return $"  finish about {Instant(finish)}";
        foreach (var row in rows)
            yield return Row(row);
    }

    private static string Row(QueueRow row)
    {
        var stage = row.Stage switch
        {
            RowStage.NotRun => row.Spec.Skip ? "to be skipped" : "waits",
            RowStage.Launched => "in flight",
            RowStage.OverlapReached => "in flight, has left the line",
            RowStage.Skipped => "skipped",
            _ => $"{row.State}{Because(row.Cause)}",
        };
        var attempt = row.Attempt > 0 ? Words($", attempt {row.Attempt + 1}") : "";
        return Words($"  {row.Id,-5} {(row.RunId.Length > 0 ? row.RunId : row.Spec.Labnumber),-14} {row.Spec.AnalysisType,-14} {row.Spec.Position,-6} {stage}{attempt}{(row.Version > 1 ? $", version {row.Version}" : "")}").TrimEnd();
    }

    private static IEnumerable<string> Valves(LabState lab)
    {
        foreach (var stand in (ValveStand[])[ValveStand.Open, ValveStand.Closed, ValveStand.Moving, ValveStand.Unknown, ValveStand.Fault])
        {
            var names = lab.Line.Valves.Where(v => v.Value.Pending is null && v.Value.Read == stand).Select(v => v.Key).Order(StringComparer.Ordinal).ToArray();
            if (names.Length > 0)
                yield return $"{stand.Word()}: {string.Join(", ", names)}";
        }

        foreach (var (name, valve) in lab.Line.Valves.Where(v => v.Value.Pending is not null).OrderBy(v => v.Key, StringComparer.Ordinal))
            yield return $"{name}: on its way to {(valve.Pending!.Open ? "open" : "closed")} (command {valve.Pending.CommandId})";
        foreach (var (name, locked) in lab.Locks.OrderBy(l => l.Key, StringComparer.Ordinal))
            yield return $"{name}: locked by {locked.By} at {Instant(locked.At)}{Because(locked.Why)}";
        foreach (var (name, valve) in lab.Line.Valves.Where(v => v.Value.Disabled).OrderBy(v => v.Key, StringComparer.Ordinal))
            yield return $"{name}: disabled at {Instant(valve.DisabledBy!.At)} {valve.DisabledBy}";
        if (!lab.Line.FilledPipettes.IsEmpty)
            yield return $"pipettes filled: {string.Join(", ", lab.Line.FilledPipettes.Order(StringComparer.Ordinal))}";
        if (!lab.Line.Shots.IsEmpty)
            yield return $"shots ever taken: {string.Join(", ", lab.Line.Shots.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Words($"{s.Key} {s.Value}")))}";
    }

    private static IEnumerable<string> Leases(LeaseState leases)
    {
        foreach (var (resource, holding) in leases.Holdings.OrderBy(h => h.Key, StringComparer.Ordinal))
            yield return Words($"{resource}: held by {holding.Holder.Description} since {Instant(holding.Since)}, token {holding.Token}");
        foreach (var request in leases.Waiting)
        {
            var blocker = LeaseDecisions.BlockerOf(leases, request);
            yield return $"{string.Join(", ", request.Resources)}: {request.Holder.Description} waits since {Instant(request.At)} ({request.Why}){(blocker is null ? "" : $", for {blocker.Description}")}";
        }

        foreach (var (name, named) in leases.Named.Where(n => n.Value != NamedResource.Clear).OrderBy(n => n.Key, StringComparer.Ordinal))
            yield return Words($"{name}: {named.Value}{(named.AcquiredBy is { } by ? $", acquired by {by.Description}" : "")}");
    }

    private static string Device(CommandedDevice d) => string.Join(", ", new[]
    {
        d.Output is { } output ? Words($"{d.Name}: {output:0.###} {d.Units}").TrimEnd() + $" since {Instant(d.OutputAt)} ({d.OutputBy})" : $"{d.Name}: nothing asked of it",
        d.Position.Length > 0 ? $"position {d.Position}" : "",
    }.Where(part => part.Length > 0));

    private static string Spectrometer(CommandedSpectrometer s) => $"{s.Instrument}: " + string.Join(", ", new[]
    {
        s.Magnet is { } magnet ? Words($"magnet at {magnet.Dac:0.#####} V ({magnet.Position} on {magnet.Detector})") : "",
        s.IntegrationSeconds is { } integration ? Words($"integration {integration:0.######} s") : "",
        s.Detectors.IsEmpty ? "" : string.Join(' ', s.Detectors.Select(d => s.IsotopeOfDetector.TryGetValue(d, out var isotope) ? $"{d}={isotope}" : d)),
        s.By.Length > 0 ? $"by {s.By}" : "",
    }.Where(part => part.Length > 0));

    private static IEnumerable<string> Safety(LabState lab)
    {
        if (lab.Safety.Open is { } open)
            yield return $"{open.Kind} {open.Id} under way since {Instant(open.At)}, asked for by {open.By}{Because(open.Why)}";
        if (lab.Safety.Last is { } last)
            yield return $"safe state {last.Id} ended at {Instant(last.At)}: {(last.Safe ? "the laboratory was safe" : $"NOT SAFE: {last.Summary}")}";
    }

    private static IEnumerable<string> Ratios(LabState lab) => lab.Runs.Values.Where(r => r.Started is not null).OrderBy(r => r.Started!.At)
        .SelectMany(r => lab.Ratios.Of(r.Started!.RunUuid).Select(m => Words($"{m.Ratio} of {r.Started.RunId}: {m.Value:g6}")));

    /// <summary>Registry of aliquots, field tables of the spectrometers, outboxes: how far their journals have come.</summary>
    private static string Actor(KeyValuePair<string, ActorMark> actor) => Words($"{actor.Key}: {actor.Value.Events} events, the last {actor.Value.Last} at {Instant(actor.Value.At)}");

    private static IEnumerable<string> Exports(Core.Exports.ExportOutbox outbox)
    {
        if (!outbox.IsEmpty)
            yield return Node.Archive.OutboxWords.Of(outbox);
    }

    /// <summary>A cause, where there is one, behind what it is the cause of.</summary>
    public static string Because(string why) => why.Length > 0 ? $": {why}" : "";

    /// <summary>A command in words, with where its script says it.</summary>
    public static string Command(Core.Journal.Events.RunEvents.CommandRequested c) =>
        Words($"{CommandWords.Describe(c.Name, c.Arguments)} ({Path.GetFileName(c.File)}:{c.Line})");
}
