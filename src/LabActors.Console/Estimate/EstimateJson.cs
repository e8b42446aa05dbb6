using System.Text;
using System.Text.Json;
using LabActors.Console.Json;
using LabActors.Console.Session;
using LabActors.Core.Durations;

namespace LabActors.Console.Estimate;

/// <summary>An estimate as JSON lines: the problems, a line a run, a line for the end.</summary>
internal static class EstimateJson
{
    public static void Write(TextWriter output, EstimateOutcome outcome)
    {
        foreach (var problem in outcome.Problems)
            output.WriteLine(EventLines.Of(problem));
        foreach (var queue in outcome.Queues)
        {
            foreach (var run in queue.Schedule.Runs)
                output.WriteLine(Line("planned-run", writer => Run(writer, queue, run)));
        }

        output.WriteLine(Line("estimate-ended", writer => End(writer, outcome)));
        output.Flush();
    }

    private static void Run(Utf8JsonWriter writer, EstimatedQueue queue, PlannedRun run)
    {
        writer.WriteString("file", queue.Queue.Path);
        writer.WriteNumber("row", run.Index + 1);
        writer.WriteNumber("line", queue.Queue.Runs[run.Index].Row);
        writer.WriteString("labnumber", queue.Name(run));
        writer.WriteString("analysis_type", queue.Queue.Runs[run.Index].AnalysisType);
        writer.WriteString("start", run.Start);
        writer.WriteString("end", run.End);
        writer.WriteNumber("duration_s", Seconds(run.End - run.Start));
        writer.WriteNumber("overlap_s", Math.Round(run.OverlapSeconds, 3));
        writer.WriteBoolean("learned", run.Learned);
        writer.WriteStartArray("phases");
        foreach (var phase in run.Phases())
        {
            writer.WriteStartObject();
            writer.WriteString("phase", phase.Name);
            writer.WriteString("start", phase.Start);
            writer.WriteString("end", phase.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("waits");
        foreach (var wait in run.Waits)
        {
            writer.WriteStartObject();
            writer.WriteString("what", wait.What);
            writer.WriteString("why", wait.Why);
            writer.WriteString("start", wait.From);
            writer.WriteNumber("seconds", Math.Round(wait.Seconds, 3));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void End(Utf8JsonWriter writer, EstimateOutcome outcome)
    {
        writer.WriteString("state", outcome.IsRefused ? "refused" : "accepted");
        if (outcome.Queues.IsEmpty)
            return;
        var (start, finish) = (outcome.Queues[0].Start, outcome.Queues[^1].Schedule.Finish);
        writer.WriteString("start", start);
        writer.WriteString("finish", finish);
        writer.WriteNumber("duration_s", Seconds(finish - start));
        writer.WriteStartArray("queues");
        foreach (var queue in outcome.Queues)
        {
            writer.WriteStartObject();
            writer.WriteString("file", queue.Queue.Path);
            writer.WriteNumber("runs", queue.Schedule.Runs.Length);
            writer.WriteString("start", queue.Start);
            writer.WriteString("finish", queue.Schedule.Finish);
            writer.WriteNumber("duration_s", Seconds(queue.Schedule.Finish - queue.Start));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Line(string type, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
