using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary>A run as <c>lab runs --json</c> writes it: one object a line.</summary>
internal static class RunJson
{
    /// <summary>How what the archive's commands tell is written.</summary>
    public static readonly JsonSerializerOptions Line = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(ArchivedRun run)
    {
        var summary = run.Summary;
        return JsonSerializer.Serialize(
            new
            {
                run.Archive.Folder,
                summary.RunId,
                Uuid = summary.RunUuid,
                Type = summary.AnalysisType,
                summary.State,
                summary.Cause,
                summary.Simulated,
                summary.Identifier,
                summary.Sample,
                Queue = summary.QueueName,
                summary.QueueId,
                summary.Instrument,
                summary.StartedAt,
                DurationS = summary.DurationSeconds,
                AgeMa = summary.Argon?.Age?.Value,
                AgeErrorMa = summary.Argon?.Age?.Error,
                AgeErrorWithJMa = summary.Argon?.AgeErrorWithJ,
                summary.Isotopes,
            },
            Line);
    }
}
