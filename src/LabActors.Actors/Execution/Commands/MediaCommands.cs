using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Commands of the camera. There is no camera driver yet. A picture is not worth a sample: the run goes on, and its record says what was asked for and that none
/// was taken.
/// </summary>
internal static class MediaCommands
{
    private const string NoCamera = "this version drives no camera";

    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "snapshot" => NotTaken(call, "snapshot", SnapshotName(call)),
        "start_video_recording" => NotTaken(call, "video", call.Args.Text("name")),
        "start_grain_polygon" or "acquire_grain_polygon_blob" => NotTaken(call, "grain_polygon", call.Request.Name),
        "stop_video_recording" or "stop_grain_polygon" => CommandPlan.None,
        "autofocus" => new CommandPlan.Answer(
            Json.Null, [new RunNoted(call.Now, "warning", $"autofocus in {call.Where} focused nothing: {NoCamera}")]),
        _ => null,
    };

    private static CommandPlan NotTaken(CommandCall call, string kind, string name) =>
        new CommandPlan.Answer(Json.Null, [new MediaRequested(call.Now, kind, name, "", NoCamera)]);

    /// <summary>Pychron's default name: the run and its positions.</summary>
    private static string SnapshotName(CommandCall call)
    {
        var name = call.Args.Text("name");
        if (name.Length == 0)
        {
            var started = call.Run.Started!;
            name = $"{started.RunId}_{started.Spec.Position.Replace(',', '_')}";
        }

        return $"{call.Args.Text("prefix")}{name}{call.Args.Text("pic_format")}";
    }
}
