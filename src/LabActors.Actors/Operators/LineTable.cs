using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Safety;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Operators;

/// <summary>The extraction line as a table: a line for each valve, told and read beside each other.</summary>
public static class LineTable
{
    private static readonly string[] Headings = ["valve", "description", "told", "reads", "", "owner", "since (UTC)", "why"];

    /// <summary>The table, with its heading; each column as wide as its widest entry. Under it which volumes are joined.</summary>
    public static ImmutableArray<string> Of(LabDefinition lab, ImmutableArray<ValveIs> valves)
    {
        string[][] rows = [Headings, .. valves.Select(v => Row(lab.FindValve(v.Valve), v))];
        int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length))];
        var stands = valves.ToDictionary(v => v.Valve, v => ValveStands.Parse(v.State ?? ""));
        return
        [
            .. rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()),
            .. LineGraph.Of(lab, stands.GetValueOrDefault).Words(),
        ];
    }

    /// <summary>A trip, and under it what it has not brought about.</summary>
    public static IEnumerable<string> Of(TripProtocol.TripIs trip)
    {
        var reads = trip.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:G4}") : trip.Missing;
        yield return trip.Tripped is { } tripped
            ? string.Create(CultureInfo.InvariantCulture, $"trip {trip.Name}: TRIPPED at {tripped.At.UtcDateTime:HH:mm:ss}: {tripped.Reason} (now {reads})")
            : $"trip {trip.Name}: {trip.Watches} reads {reads}";
        foreach (var step in trip.NotDone)
            yield return $"  {step}";
    }

    private static string[] Row(ValveDefinition? valve, ValveIs v) =>
    [
        v.Valve,
        valve?.Description ?? "",
        v.Commanded.Length > 0 ? v.Commanded : "-",
        (v.State ?? "unknown") + (v.Stale ? " (stale)" : "") + (v.Simulated ? " (simulated)" : "") + (valve is null or { IsDriven: true } ? "" : valve.Kind == ValveKind.Manual ? " (by hand)" : " (nothing moves it)"),
        string.Join(", ", new[] { v.Disabled ? "disabled" : "", v.Locked ? "locked" : "" }.Where(word => word.Length > 0)),
        v.Owner.Length > 0 ? v.Owner : "-",
        v.Since == default ? "-" : v.Since.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        v.Why,
    ];
}
