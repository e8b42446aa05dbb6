using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Journal;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Simulator.State;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Node.Torture;

/// <summary>What an experiment came to, as far as an interruption must not be seen in it.</summary>
public sealed record ExperimentTally
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>How each row ended, each time that it did; a row is named by its queue and its id.</summary>
    public required ImmutableArray<(string Row, string State)> Rows { get; init; }

    /// <summary>Aliquot and step of every run that spent one.</summary>
    public required ImmutableArray<string> Numbers { get; init; }

    /// <summary>Readings of each run: series and count; of a recorder, when it sampled.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<string>> Readings { get; init; }

    /// <summary>What each run was reduced to, to the last digit.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Analyses { get; init; }

    /// <summary>END_QUEUE and the end of the execution, each with its state.</summary>
    public required ImmutableArray<string> Ends { get; init; }

    /// <summary>The laboratory at the end.</summary>
    public required SimulationState Laboratory { get; init; }

    /// <summary>Reads a journal: what was saved of its runs can be made from it again.</summary>
    /// <param name="laboratory">As it stood at the end.</param>
    public static async Task<ExperimentTally> ReadAsync(JournalDatabase journal, SimulationState laboratory, CancellationToken stop)
    {
        var rows = new List<(string, IJournalEvent)>();
        await foreach (var row in new JournalReader(journal).ReadFrom(0, stop))
            rows.Add((row.PersistenceId, row.Event));
        IRunEvents events = new JournalRunEvents(new JournalReader(journal));
        var ended = rows.Select(r => r.Item2).OfType<RunFinished>().Where(f => !f.Restart).Select(f => f.RunUuid).Distinct();
        return Of(rows, ended.Select(uuid => events.Record(uuid)).Select(r => AnalysisRows.From(r.Record, r.Origin)), laboratory);
    }

    private static ExperimentTally Of(IReadOnlyList<(string Source, IJournalEvent Event)> journal, IEnumerable<AnalysisRow> analyses, SimulationState laboratory)
    {
        var reserved = journal.Select(e => e.Event).OfType<AliquotReserved>().ToLookup(r => r.RunUuid);
        var queues = journal.Where(e => e.Event is QueueAccepted).Select((e, i) => (e.Source, Number: i + 1)).ToDictionary(q => q.Source, q => q.Number);
        var runIds = journal.Select(e => e.Event).OfType<RunLaunched>().ToLookup(l => $"run-{l.RunUuid}", l => l.RunId);
        return new ExperimentTally
        {
            Rows =
            [
                .. journal.Where(e => e.Event is RunFinished { Restart: false }).Select(e => (e.Source, Finished: (RunFinished)e.Event))
                    .Select(e => (string.Create(CultureInfo.InvariantCulture, $"{queues[e.Source]}-{e.Finished.Row}"), e.Finished.State)),
            ],
            Numbers =
            [
                .. journal.Select(e => e.Event).OfType<AliquotSpent>().Select(s => reserved[s.RunUuid].LastOrDefault()).Select(r =>
                    string.Create(CultureInfo.InvariantCulture, $"{r?.Identifier}-{r?.Aliquot}-{r?.Step}")),
            ],
            Readings = journal.Where(e => e.Event is ReadingTaken or ResponseSampled or CryoTemperatureSampled).GroupBy(e => runIds[e.Source].LastOrDefault() ?? e.Source).ToImmutableSortedDictionary(
                g => g.Key,
                g => g.Select(e => Reading(e.Event)).ToImmutableArray(),
                StringComparer.Ordinal),
            Analyses = analyses.ToImmutableSortedDictionary(a => a.RunId, Parts, StringComparer.Ordinal),
            Ends =
            [
                .. journal.Select(e => e.Event).OfType<QueueEnded>().Select(e => $"queue {e.State}"),
                .. journal.Select(e => e.Event).OfType<ExecutionEnded>().Select(e => $"execution {e.State}"),
            ],
            Laboratory = laboratory,
        };
    }

    private static string Reading(IJournalEvent @event) => @event switch
    {
        ReadingTaken r => string.Create(CultureInfo.InvariantCulture, $"series {r.Series} count {r.Count}"),
        ResponseSampled s => string.Create(CultureInfo.InvariantCulture, $"response {s.At:HH:mm:ss.fff} {s.Output} {s.Units}"),
        CryoTemperatureSampled s => string.Create(CultureInfo.InvariantCulture, $"{s.Cryostat} {s.At:HH:mm:ss.fff} {s.Kelvin} K"),
        _ => "",
    };

    /// <summary>How this experiment, which was interrupted, differs from one that was not; the worst first.</summary>
    public IEnumerable<string> DifferencesFrom(ExperimentTally reference)
    {
        if (!Ends.SequenceEqual(reference.Ends))
            yield return $"ended as {List(Ends)}, expected {List(reference.Ends)}";
        foreach (var (row, state) in reference.Rows)
        {
            var states = Rows.Where(r => r.Row == row).Select(r => r.State).ToArray();
            if (states.Length != 1 || states[0] != state)
                yield return states.Length == 0 ? $"row {row} is lost, expected {state}" : $"row {row} ended as {List(states)}, expected {state}";
        }

        foreach (var twice in Numbers.GroupBy(n => n).Where(g => g.Count() > 1))
            yield return $"aliquot {twice.Key} was given {twice.Count()} times";
        if (!Numbers.Order(StringComparer.Ordinal).SequenceEqual(reference.Numbers.Order(StringComparer.Ordinal)))
            yield return $"aliquots {List(Numbers)}, expected {List(reference.Numbers)}";
        foreach (var difference in ReadingDifferences(reference).Concat(AnalysisDifferences(reference)).Concat(LaboratoryDifferences(reference)))
            yield return difference;
    }

    private IEnumerable<string> ReadingDifferences(ExperimentTally reference)
    {
        foreach (var (run, expected) in reference.Readings)
        {
            var found = Readings.GetValueOrDefault(run, []);
            if (found.Except(expected).FirstOrDefault() is { } more)
                yield return $"{run}: a reading that an uninterrupted run does not have: {more}";
            if (expected.Except(found).FirstOrDefault() is { } lost)
                yield return $"{run}: no reading for {lost}";
            if (found.GroupBy(r => r).FirstOrDefault(g => g.Count() > 1) is { } twice)
                yield return $"{run}: {twice.Count()} readings for {twice.Key}";
        }
    }

    private IEnumerable<string> AnalysisDifferences(ExperimentTally reference)
    {
        foreach (var run in Analyses.Keys.Except(reference.Analyses.Keys))
            yield return $"{run}: an analysis that an uninterrupted experiment does not have";
        foreach (var (run, expected) in reference.Analyses)
        {
            if (!Analyses.TryGetValue(run, out var found))
            {
                yield return $"{run}: no analysis";
                continue;
            }

            // What differs in one part differs in most: the first is told, and how many there are.
            var parts = found.Keys.Union(expected.Keys).Where(p => found.GetValueOrDefault(p) != expected.GetValueOrDefault(p)).Order(StringComparer.Ordinal).ToArray();
            if (parts.Length > 0)
                yield return $"{run}: {parts[0]} {found.GetValueOrDefault(parts[0], "missing")}, expected {expected.GetValueOrDefault(parts[0], "nothing")}{(parts.Length > 1 ? $"; and {parts.Length - 1} more" : "")}";
        }
    }

    private IEnumerable<string> LaboratoryDifferences(ExperimentTally reference)
    {
        var (found, expected) = (Laboratory, reference.Laboratory);
        if (!found.OpenValves.SequenceEqual(expected.OpenValves))
            yield return $"open at the end: {List(found.OpenValves)}, expected {List(expected.OpenValves)}";
        foreach (var (device, state) in expected.Devices)
        {
            if (Text(found.Devices[device]) != Text(state))
                yield return $"{device}: {Text(found.Devices[device])}, expected {Text(state)}";
        }

        foreach (var (spectrometer, state) in expected.Spectrometers)
        {
            if (Text(found.Spectrometers[spectrometer]) != Text(state))
                yield return $"{spectrometer}: {Text(found.Spectrometers[spectrometer])}, expected {Text(state)}";
        }

        var volumes = expected.Volumes.Keys.Where(v => found.Volumes[v] != expected.Volumes[v]).ToArray();
        if (volumes.Length > 0)
            yield return $"gas in {volumes[0]}: {Text(found.Volumes[volumes[0]])}, expected {Text(expected.Volumes[volumes[0]])}{(volumes.Length > 1 ? $"; and in {List(volumes[1..])}" : "")}";
    }

    private static ImmutableSortedDictionary<string, string> Parts(AnalysisRow analysis)
    {
        var parts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        parts["state"] = analysis.State;
        parts["cause"] = analysis.Cause;
        parts["time zero"] = Text(analysis.TimeZero);
        parts["age"] = Text(analysis.Age);
        parts["extraction"] = analysis.ExtractionContext + analysis.PipetteCounts;
        parts["shots"] = Text(analysis.Shots.Select(s => new { s.Pipette, s.Count, s.Blank }));
        foreach (var isotope in analysis.Isotopes)
            parts[$"{isotope.Isotope} on {isotope.Detector}"] = Text(new { isotope.Intercept, isotope.Error, isotope.Used, isotope.Baseline, isotope.Corrected, isotope.BlankCorrected, isotope.Intensity });
        foreach (var series in analysis.Series)
            parts[$"series {series.Number} {series.Kind} on {series.Detector}"] = Text(new { series.How, series.TimeZero, Points = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(series.Points))[..12] });
        foreach (var center in analysis.PeakCenters)
            parts[$"peak center {center.Ordinal}"] = Text(center.CenterDac);
        foreach (var trip in analysis.Trips)
            parts[$"trip {trip.Ordinal}"] = Text(new { trip.At, trip.Kind, trip.Test, trip.Seen, trip.Series, trip.Count, trip.Acts });
        return parts.ToImmutable();
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "nothing";
}
