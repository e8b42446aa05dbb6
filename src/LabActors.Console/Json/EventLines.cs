using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LabActors.Console.Session;
using LabActors.Core.Journal;
using LabActors.Core.Problems;
using LabActors.Journal.Serialization;
using LabActors.Node.Checks;

namespace LabActors.Console.Json;

/// <summary>
/// The lines of <c>--json</c>: one object a line, names in snake_case. A line begins with <c>type</c>, for an event
/// followed by <c>at</c> and <c>source</c>. Names inside are those of the events; detectors and isotopes stay as they are.
/// </summary>
public static class EventLines
{
    // From the journal's own options: same order of keys in every process, NaN and infinity as words.
    private static readonly JsonSerializerOptions Options = new(JournalJsonContext.Default.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The lines go to programs, never into a web page: letters and quotes stay readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An event: <c>{"type":"run.step-started","at":...,"source":...,...}</c>.</summary>
    public static string Of(string source, IJournalEvent journalEvent)
    {
        using var fields = JsonSerializer.SerializeToDocument(journalEvent, journalEvent.GetType(), Options);
        return Line(TypeOf(journalEvent), writer =>
        {
            writer.WritePropertyName("at");
            fields.RootElement.GetProperty("at").WriteTo(writer);
            writer.WriteString("source", source);
            foreach (var field in fields.RootElement.EnumerateObject().Where(field => !field.NameEquals("at")))
                field.WriteTo(writer);
        });
    }

    /// <summary>A problem that the checks found: <c>{"type":"problem","file":...,"line":...}</c>.</summary>
    public static string Of(Problem problem) => Line("problem", writer => WriteProblem(writer, problem));

    /// <summary>The last line of <c>run</c> and <c>demo</c>.</summary>
    public static string Of(LabOutcome outcome) => Line("queue-ended", writer =>
    {
        writer.WriteString("state", outcome.State);
        writer.WriteString("cause", outcome.Cause);
        writer.WriteNumber("duration_s", outcome.DurationSeconds);
        writer.WriteStartArray("runs");
        foreach (var run in outcome.Runs)
            WriteRun(writer, run);
        writer.WriteEndArray();
        if (outcome.Report is not null)
            writer.WriteString("report", outcome.Report);
        if (outcome.State == "refused")
        {
            writer.WriteStartArray("problems");
            foreach (var problem in outcome.Problems)
            {
                writer.WriteStartObject();
                WriteProblem(writer, problem);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    });

    /// <summary>A check as <c>check --explain</c> tells it.</summary>
    public static string Of(CheckExplanation check) => Line("check-explained", writer =>
    {
        writer.WriteString("name", check.Name);
        writer.WriteString("when", check.When);
        writer.WriteString("asks", check.Asks);
        writer.WriteStartArray("settings");
        foreach (var setting in check.Settings)
            writer.WriteStringValue(setting);
        writer.WriteEndArray();
        writer.WriteString("on_failure", check.OnFailure);
        if (check.Finding.Length > 0)
            writer.WriteString("finding", check.Finding);
    });

    /// <summary>The line of <c>safe</c>.</summary>
    public static string Of(SafeOutcome outcome) => Line("made-safe", writer =>
    {
        writer.WriteBoolean("safe", outcome.Safe);
        writer.WriteString("summary", outcome.Summary);
        writer.WriteStartArray("steps");
        foreach (var step in outcome.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("what", step.What);
            writer.WriteBoolean("done", step.Done);
            writer.WriteString("detail", step.Detail);
            writer.WriteBoolean("simulated", step.Simulated);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The last line of <c>check</c>.</summary>
    public static string Of(CheckOutcome outcome) => Line("check-ended", writer =>
    {
        writer.WriteString("state", outcome.IsRefused ? "refused" : "accepted");
        writer.WriteNumber("errors", outcome.Problems.Count(problem => problem.IsError));
        writer.WriteNumber("warnings", outcome.Problems.Count(problem => !problem.IsError));
        writer.WriteStartArray("queues");
        foreach (var queue in outcome.Queues)
        {
            writer.WriteStartObject();
            writer.WriteString("file", queue.File);
            writer.WriteNumber("runs", queue.Runs);
            WriteNumber(writer, "estimated_s", queue.EstimatedSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The manifest without its version: <c>run.step-started</c>.</summary>
    public static string TypeOf(IJournalEvent journalEvent)
    {
        var manifest = JournalManifests.All.ManifestOf(journalEvent.GetType());
        return manifest[..manifest.LastIndexOf('.')];
    }

    private static void WriteRun(Utf8JsonWriter writer, RunOutcome run)
    {
        writer.WriteStartObject();
        writer.WriteString("run_id", run.RunId);
        writer.WriteString("uuid", run.Uuid);
        writer.WriteString("type", run.AnalysisType);
        writer.WriteString("state", run.State);
        writer.WriteString("cause", run.Cause);
        writer.WriteNumber("duration_s", run.DurationSeconds);
        writer.WriteBoolean("simulated", run.Simulated);
        writer.WriteStartObject("isotopes");
        foreach (var isotope in run.Isotopes)
        {
            writer.WriteStartObject(isotope.Isotope);
            writer.WriteString("detector", isotope.Detector);
            WriteNumber(writer, "intercept", isotope.Intercept);
            WriteNumber(writer, "error", isotope.Error);
            writer.WriteString("fit", isotope.Fit);
            writer.WriteNumber("n", isotope.N);
            WriteNumber(writer, "baseline", isotope.Baseline);
            WriteNumber(writer, "baseline_error", isotope.BaselineError);
            WriteNumber(writer, "value", isotope.Value);
            WriteNumber(writer, "value_error", isotope.ValueError);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (run.Age is { } age)
        {
            writer.WriteStartObject("argon");
            WriteNumber(writer, "age_ma", age.AgeMa);
            WriteNumber(writer, "age_error", age.Error);
            WriteNumber(writer, "age_error_with_j", age.ErrorWithJ);
            WriteNumber(writer, "radiogenic_yield_percent", age.YieldPercent);
            WriteNumber(writer, "radiogenic_yield_error", age.YieldError);
            WriteNumber(writer, "kca", age.KCa);
            WriteNumber(writer, "kca_error", age.KCaError);
            WriteNumber(writer, "kcl", age.KCl);
            WriteNumber(writer, "kcl_error", age.KClError);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteProblem(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteString("file", problem.File);
        writer.WriteNumber("line", problem.Line);
        writer.WriteNumber("column", problem.Column);
        writer.WriteString("field", problem.Field);
        writer.WriteString("severity", problem.IsError ? "error" : "warning");
        writer.WriteString("message", problem.Message);
    }

    // JSON has no NaN; here null means that there is no value.
    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static string Line(string type, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
