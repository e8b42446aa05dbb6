using LabActors.Console.Screen;
using LabActors.Console.View;

namespace LabActors.Console.FullScreen;

/// <summary>What a small screen has no pane for, in a line each.</summary>
internal static class NewestLines
{
    // Runs that measure at once: one on its signal and one whose baseline is still taken.
    private const int MostRuns = 2;

    /// <summary>What is open, moving, unknown or at fault, and what moved last.</summary>
    public static string Valves(LabView view, DateTimeOffset now)
    {
        var moved = view.Valves.Values.Where(valve => valve is { MovedAt: not null, State: not "moving" }).MaxBy(valve => valve.MovedAt);
        string[] parts =
        [
            Named(view, "open"),
            Named(view, "moving"),
            Named(view, "unknown"),
            Named(view, "fault"),
            moved is null ? "" : $"{moved.Name} {moved.State} {Figures.Clock(now - moved.MovedAt!.Value)} ago",
        ];
        return $"valves: {string.Join("; ", parts.Where(part => part.Length > 0).DefaultIfEmpty("nothing known"))}";
    }

    /// <summary>A line for each run that measures.</summary>
    public static IEnumerable<string> Readings(LabView view) => view.Runs
        .Where(run => run is { IsInFlight: true, Readings.IsEmpty: false })
        .TakeLast(MostRuns)
        .Select(run => $"{run.RunId} {run.SeriesKind}, fA: {string.Join("  ", run.Readings.Values.Reverse().Select(reading => $"{reading.Isotope} {(reading.Intensity is { } value ? Figures.Intensity(value) : reading.Quality)}"))}");

    private static string Named(LabView view, string state)
    {
        string[] names = [.. view.Valves.Values.Where(valve => valve.State == state).Select(valve => valve.Name)];
        return names.Length > 0 ? $"{state} {string.Join(" ", names)}" : "";
    }
}
