using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>One run as its events tell it.</summary>
internal sealed record RunView(RunLaunched Launched, ImmutableArray<IJournalEvent> Events, RunFinished? Finished)
{
    public string RunId => Launched.RunId;

    public override string ToString() => $"{RunId} {State}";

    public string State => Finished?.State ?? "in flight";

    public DateTimeOffset LaunchedAt => Launched.At;

    public DateTimeOffset FinishedAt => Finished!.At;

    public IEnumerable<T> Of<T>()
        where T : IJournalEvent => Events.OfType<T>();

    public DateTimeOffset ScriptStarted(string kind) => Of<ScriptStarted>().First(s => s.Kind == kind).At;

    public int TimesStarted(string kind) => Of<ScriptStarted>().Count(s => s.Kind == kind);

    public DateTimeOffset ScriptEnded(string kind) => Of<ScriptFinished>().First(s => s.Kind == kind).At;

    public DateTimeOffset InletOpened => Of<InletOpened>().First().At;

    public DateTimeOffset InletClosed => Of<InletClosed>().First().At;

    public IEnumerable<string> Commands(string kind) => Of<CommandRequested>().Where(c => c.Kind == kind).Select(c => c.Name);

    public int Readings(string kind)
    {
        var series = Of<SeriesStarted>().Where(s => s.Kind == kind).Select(s => s.Series).ToHashSet();
        return Of<ReadingTaken>().Count(r => series.Contains(r.Series));
    }
}
