using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Replay;

namespace LabActors.Core.Recovery;

/// <summary>Holds what devices say against what the journal left. What was under way when the node died differs rightly, and is settled by its own actor.</summary>
public static class ReadbackComparison
{
    /// <summary>Every difference, valves first.</summary>
    public static IEnumerable<HardwareDifference> Of(LabState journal, LabDefinition lab, LabReadback read) => Valves(journal, read)
        .Where(v => v.Was is not null && v.Was != v.Is)
        .Select(v => new HardwareDifference(v.Name, "valve", v.Was!.Value.Word(), v.Is.Word(), v.Simulated))
        .Concat(journal.Runs.Values.Where(r => r is { Started: not null, Ended: null }).OrderBy(r => r.Started!.At)
            .SelectMany(run => HardwareMatch.Of(run, lab, Of(run, journal, read))).Select(f => f.Difference))
        .Distinct();

    /// <summary>What a run finds.</summary>
    public static FoundHardware Of(RunProgress run, LabState journal, LabReadback read) => new(
        [.. Valves(journal, read)],
        read.ExtractionDevices.GetValueOrDefault(run.Started!.ExtractionDevice),
        read.Unread.GetValueOrDefault(run.Started.ExtractionDevice, ""),
        read.Spectrometers.GetValueOrDefault(run.Started.Instrument));

    private static IEnumerable<FoundValve> Valves(LabState journal, LabReadback read) =>
        from valve in read.Valves
        let known = journal.Line.Of(valve.Key)
        let found = known.Pending is null && known.Read != valve.Value ? known.Observed(valve.Value, DateTimeOffset.MaxValue, known.Simulated) : known
        select new FoundValve(valve.Key, found.Was, known.Pending is null ? valve.Value : ValveStand.Unknown, found.Since, known.Locked, known.Simulated);
}
