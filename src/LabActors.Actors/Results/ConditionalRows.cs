using LabActors.Actors.Results.Rows;
using LabActors.Core.Conditionals;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>The rows of a run's conditionals and of those that tripped.</summary>
internal static class ConditionalRows
{
    public static List<ConditionalRow> Installed(RunRecord run) =>
    [
        .. run.Conditionals.Installed.Select((conditional, ordinal) => new ConditionalRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            Conditional = conditional.Id,
            Kind = conditional.Kind.Words(),
            Level = conditional.Level.Words(),
            File = conditional.File,
            Line = conditional.Line,
            Test = conditional.Test,
            Start = conditional.Start,
            Frequency = conditional.Frequency,
            Trips = conditional.Trips,
            Action = conditional.Action,
        }),
    ];

    public static List<TripRow> Tripped(RunRecord run) =>
    [
        .. run.Conditionals.Tripped.Select((trip, ordinal) => new TripRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            At = trip.At,
            Conditional = trip.Id,
            Kind = trip.Kind.Words(),
            Level = trip.Level.Words(),
            File = trip.File,
            Line = trip.Line,
            Test = trip.Test,
            Action = trip.Action,
            Seen = AnalysisRows.Ordered(trip.Seen.DistinctBy(seen => seen.Name).Select(seen => KeyValuePair.Create(seen.Name, seen.Value))),
            When = trip.When,
            Series = trip.Series,
            Count = trip.Count,
            Acts = trip.Acts,
        }),
    ];
}
