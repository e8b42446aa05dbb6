using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Reduction;

/// <summary>
/// Writes the events of a run as the run actor journals them, second by second. Intensities decline linearly from the
/// amounts of <see cref="Amounts"/> with a wobble of alternating sign, so that the intercepts are known.
/// </summary>
public sealed class RunStory(string uuid, string runId, DateTimeOffset start)
{
    /// <summary>Isotope, detector, intercept in fA.</summary>
    public static readonly ImmutableArray<(string Isotope, string Detector, double Intercept)> Amounts =
        [("Ar40", "H1", 1000), ("Ar39", "AX", 200), ("Ar36", "CDD", 3)];

    private static readonly ImmutableDictionary<string, string> Good = ImmutableDictionary<string, string>.Empty;
    private readonly List<IJournalEvent> _events = [];
    private int _series;
    private DateTimeOffset _timeZero = start;

    public DateTimeOffset Now { get; private set; } = start;

    public ImmutableArray<IJournalEvent> Events => [.. _events];

    public static ImmutableDictionary<string, string> IsotopeOfDetector { get; } = Amounts.ToImmutableDictionary(a => a.Detector, a => a.Isotope);

    /// <summary>A whole run that succeeds: extraction of 60 s, sniff, signal, baseline.</summary>
    public static RunStory Whole(string uuid, string runId, DateTimeOffset start, bool simulated = true, int counts = 20) =>
        new RunStory(uuid, runId, start).Begin(simulated).Extract().Measure(counts).PostMeasure().End(RunState.Success.Text());

    public RunStory Say(Func<DateTimeOffset, IJournalEvent> tell)
    {
        _events.Add(tell(Now));
        return this;
    }

    public RunStory Wait(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public RunStory Begin(bool simulated = true) =>
        Say(at => new RunEvents.RunStarted(
            at, uuid, "queue-1", runId, 3, 0, "argus", "co2",
            new RunSpec { Labnumber = runId.Split('-')[0], ExtractValue = 5, ExtractUnits = "watts", ExtractionScript = "co2" }, true, false, simulated, "bu-FC-J-12"))
        .Say(at => new RunEvents.StepStarted(at, "start")).Wait(1).Say(at => new RunEvents.StepEnded(at, "start", "done", ""));

    public RunStory Extract() =>
        Say(at => new RunEvents.StepStarted(at, "extraction"))
        .Say(at => new RunEvents.ScriptStarted(at, "extraction", "extraction/co2.py", "sha-co2", "def main():\n    extract()\n", "3.11.2", []))
        .Wait(5).Say(at => new RunEvents.PointOfNoReturnPassed(at, "extraction", 1, "open"))
        .Wait(54).Say(at => new RunEvents.ScriptFinished(at, "extraction", "completed", "", 0, ""))
        .Say(at => new RunEvents.StepEnded(at, "extraction", "done", ""));

    public RunStory Measure(int counts) =>
        BeginMeasurement().Take("sniff", counts / 2).Say(at => new MeasurementEvents.InletClosed(at, ["R"])).Take("signal", counts).Take("baseline", counts / 2)
        .Say(at => new RunEvents.ScriptFinished(at, "measurement", "completed", "", 0, ""))
        .Say(at => new RunEvents.StepEnded(at, "measurement", "done", ""));

    public RunStory BeginMeasurement() =>
        Say(at => new RunEvents.StepStarted(at, "measurement"))
        .Say(at => new RunEvents.ScriptStarted(at, "measurement", "measurement/unknown.py", "sha-unknown", "def main():\n    multicollect()\n", "3.11.2", []))
        .Say(at => new MeasurementEvents.DetectorsActivated(at, [.. Amounts.Select(a => a.Detector)]))
        .Say(at => new MeasurementEvents.InletOpened(at, ["R"], 10))
        .Say(at =>
        {
            _timeZero = at;
            return new MeasurementEvents.TimeZeroSet(at, at);
        })
        .Say(at => new MeasurementEvents.FitsSet(at, ImmutableDictionary<string, FitSetting>.Empty.Add("Ar40", new("parabolic")).Add("Ar36", new("average"))));

    public RunStory PostMeasure() =>
        Say(at => new RunEvents.StepStarted(at, "post-measurement")).Wait(10).Say(at => new RunEvents.StepEnded(at, "post-measurement", "done", ""))
        .Say(at => new RunEvents.StepStarted(at, "save")).Say(at => new RunEvents.StepEnded(at, "save", "done", ""));

    public RunStory End(string state, string cause = "") => Say(at => new RunEvents.RunEnded(at, state, cause));

    public RunStory Take(string kind, int counts, int? truncatedAfter = null)
    {
        var series = ++_series;
        Say(at => new MeasurementEvents.SeriesStarted(at, series, kind, counts, 1, _timeZero, IsotopeOfDetector));
        for (var count = 1; count <= (truncatedAfter ?? counts); count++)
        {
            Wait(1);
            var t = (Now - _timeZero).TotalSeconds;
            var wobble = count % 2 == 0 ? 0.001 : -0.001;
            var intensities = Amounts.ToImmutableDictionary(a => a.Detector, a => kind == "baseline" ? 0.01 + wobble : (a.Intercept * (1 - (0.0005 * t))) + wobble);
            Say(at => new MeasurementEvents.ReadingTaken(at, series, count, intensities, Good));
        }

        return Say(at => new MeasurementEvents.SeriesEnded(at, series, truncatedAfter is null ? "complete" : "truncated", truncatedAfter ?? counts));
    }
}
