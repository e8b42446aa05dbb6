using System.Text.Encodings.Web;
using System.Text.Json;
using LabActors.Core.Notifications;

namespace LabActors.Actors.Notifications;

/// <summary>An experiment event as hooks get it: one JSON object, names in snake_case.</summary>
public static class EventJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object, its id first.</summary>
    public static string Of(long id, ExperimentEvent experiment)
    {
        var fields = JsonSerializer.SerializeToNode(experiment, Options)!.AsObject();
        fields.Insert(0, "id", id);
        return fields.ToJsonString(Options);
    }

    /// <summary>A made-up event for trying a channel out; it says in every field that people read that it is one.</summary>
    public static ExperimentEvent Sample(string name, DateTimeOffset at) => new(
        ExperimentEvent.CurrentVersion, name, at, "sample", "sample", "sample.txt", name.EndsWith("RUN", StringComparison.Ordinal) ? "12345-01" : "", "", "unknown",
        1, 1, "sample", "", "lab notify test", name.StartsWith("START", StringComparison.Ordinal) ? "started" : "completed", "a sample event of lab notify test", at, null, true, "", true, true);
}
