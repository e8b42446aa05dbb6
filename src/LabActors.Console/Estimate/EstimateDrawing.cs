using LabActors.Actors.Results.Report;
using LabActors.Console.Screen;
using LabActors.Console.Session;

namespace LabActors.Console.Estimate;

/// <summary>An estimate as a picture in a file.</summary>
internal static class EstimateDrawing
{
    public static void Write(string file, EstimateOutcome outcome)
    {
        var (start, finish) = (outcome.Queues[0].Start, outcome.Queues[^1].Schedule.Finish);
        ScheduleDrawing.Write(
            file,
            string.Join(", ", outcome.Queues.Select(q => q.Queue.Name)),
            $"{EstimateScreen.Instant(start)} to {EstimateScreen.Instant(finish)}, {Figures.Clock(finish - start)}",
            [.. outcome.Queues.SelectMany(q => q.Schedule.Runs.Select(run => ($"{run.Index + 1} {q.Name(run)}", run)))]);
    }
}
