using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Decisions;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;
using LabActors.Journal.Reading;
using LabActors.Simulator.State;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Node.Torture;

/// <summary>The moments between what was recorded of a node's life. Within a transaction there is none: a journal has all of it or nothing.</summary>
internal static class RecordedCuts
{
    /// <summary>The cuts of a life, in order.</summary>
    /// <param name="from">The cut that the life began with; null when it began the experiment.</param>
    /// <param name="entries">What was recorded.</param>
    /// <param name="rows">The journal at its end, from its first event.</param>
    /// <param name="inside">Persistence id and number of the events that are not the last of their transaction.</param>
    /// <exception cref="InvalidOperationException">The events were written in another order than they were recorded.</exception>
    public static ImmutableArray<Cut> Of(Cut? from, IReadOnlyList<CutRecorder.Entry> entries, IReadOnlyList<JournalRow> rows, ImmutableHashSet<(string, long)> inside)
    {
        var cuts = ImmutableArray.CreateBuilder<Cut>();
        var (events, changes) = (from?.Events ?? 0, from?.Changes ?? 0);
        var underWay = from?.UnderWay ?? ImmutableDictionary<(string Run, string Kind, long Seq), SimulationState>.Empty;
        var answers = from?.Said ?? ImmutableDictionary<string, string>.Empty;
        foreach (var entry in entries)
        {
            if (entry.Event is null && events == 0)
                continue;
            (events, changes) = entry.Event is null ? (events, changes + 1) : (events + 1, 0);
            if (events > rows.Count)
                break;
            var row = rows[events - 1];
            if (entry.Event is { } heard && (heard.GetType() != row.Event.GetType() || heard.At != row.Event.At))
                throw new InvalidOperationException($"event {events} of the journal is a {row.Manifest} of {row.PersistenceId}, and a {heard.GetType().Name} was written there: the order is not known");
            switch (entry.Event)
            {
                case DecisionMade { How: not "withdrawn" } d:
                    answers = answers.SetItem(d.Name, d.Answer);
                    break;
                case CommandRequested c when CommandResumes.Of(c.Name) == CommandResume.Decide:
                    underWay = underWay.SetItem((row.PersistenceId, c.Kind, c.Seq), entry.State);
                    break;
                case CommandCompleted c:
                    underWay = underWay.Remove((row.PersistenceId, c.Kind, c.Seq));
                    break;
                case CommandFailed c:
                    underWay = underWay.Remove((row.PersistenceId, c.Kind, c.Seq));
                    break;
            }

            if (inside.Contains((row.PersistenceId, row.SequenceNr)))
                continue;
            var seen = underWay.Values.Any(s => !ReferenceEquals(s, entry.State)) ? "done" : "repeat";
            cuts.Add(new Cut(cuts.Count + 1, events, changes, Words(row), entry.State) { Said = answers, Answers = answers.Add(DecisionCatalog.OneShot, seen), UnderWay = underWay });
        }

        return cuts.ToImmutable();
    }

    private static string Words(JournalRow row)
    {
        var detail = row.Event switch
        {
            CommandRequested c => $" {c.Kind} {c.Seq} {c.Name}",
            CommandCompleted c => $" {c.Kind} {c.Seq}",
            MeasurementEvents.ReadingTaken r => string.Create(CultureInfo.InvariantCulture, $" series {r.Series} count {r.Count}"),
            StepStarted s => $" {s.Step}",
            StepEnded s => $" {s.Step}",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{row.PersistenceId} {row.SequenceNr} {row.Manifest}{detail} {row.Event.At:HH:mm:ss.fff}");
    }
}
