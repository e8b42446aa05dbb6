using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands of the extraction device: position, output, patterns, motors, camera, pipettes.</summary>
internal static class ExtractionCommands
{
    private static readonly ImmutableDictionary<string, string> NoArguments = ImmutableDictionary<string, string>.Empty;

    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "move_to_position" => WithDevice(call, Move),
        "extract" => WithDevice(call, Extract),
        "end_extract" => WithDevice(call, (c, d) => DeviceCommands.Device(c, d, new InstrumentProtocol.EndOutput(c.Id), result: NoValue)),
        "enable" => WithDevice(call, (c, d) => DeviceCommands.Device(c, d, new InstrumentProtocol.SetEnabled(c.Id, true), result: True)),
        "disable" => WithDevice(call, (c, d) => DeviceCommands.Device(c, d, new InstrumentProtocol.SetEnabled(c.Id, false), result: True)),
        "ramp" => WithDevice(call, Ramp),
        "execute_pattern" => WithDevice(call, Pattern),
        "set_motor" => WithDevice(call, Motor),
        "set_x" or "set_y" or "set_z" => WithDevice(call, Axis),
        "extract_pipette" or "load_pipette" => WithDevice(call, Pipette),
        "snapshot" or "start_video_recording" or "stop_video_recording" or "autofocus" or "start_grain_polygon" or "stop_grain_polygon"
            or "acquire_grain_polygon_blob" => NoPicture(call),
        "prepare" or "warmup" or "fire_laser" or "set_tray" or "set_motor_lock" or "set_xy" or "set_light" or "power_map" or "dump_sample" or "drop_sample" or "set_pid_parameters"
            or "start_response_recorder" or "stop_response_recorder" or "set_response_recorder_period" or "check_reached_setpoint"
            or "wake" or "load_and_execute_lascon_script" or "set_reprate" or "drill_point" or "trace_path" => WithDevice(call, Perform),
        _ => null,
    };

    /// <summary>
    /// A run without an extraction device passes over the device's commands, as Pychron does; unlike there, its log says so.
    /// </summary>
    private static CommandPlan WithDevice(CommandCall call, Func<CommandCall, IActorRef, CommandPlan> plan)
    {
        var device = call.Services.ExtractionDevice(call.Run.Started!.ExtractionDevice);
        return device.IsNobody()
            ? new CommandPlan.Answer(
                Json.Null,
                [new RunNoted(call.Now, "warning", $"{call.Request.Name} in {call.Where} was passed over: the run has no extraction device")])
            : plan(call, device);
    }

    /// <summary>There is no camera driver yet. A picture is not worth a sample: the run goes on, and its log says that none was taken.</summary>
    private static CommandPlan NoPicture(CommandCall call) => new CommandPlan.Answer(
        Json.Null,
        [new RunNoted(call.Now, "warning", $"{call.Request.Name} in {call.Where} took no picture: this version drives no camera")]);

    private static JsonElement NoValue(object? _) => Json.Null;

    private static JsonElement True(object? _) => Json.Of(true);

    /// <summary>Context variable of the script that called, or undefined.</summary>
    private static JsonElement Context(CommandCall call, string name) =>
        call.Run.Scripts[call.Request.Kind].Started.Context.GetValueOrDefault(name);

    private static CommandPlan Move(CommandCall call, IActorRef device)
    {
        var value = call.Args.Text("position").Length == 0 ? Context(call, "position") : call.Args.Values["position"];
        ImmutableArray<string> positions = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(PositionText)]
            : [CommandArguments.TextOf(value)];
        if (positions.IsEmpty || positions.Any(p => p.Length == 0))
            return new CommandPlan.Answer(Json.Of(true), []);

        var autocenter = call.Args.Flag("autocenter");
        return new CommandPlan.Child(SequenceActor.Props(new SequenceActor.Order(
            call.Key,
            call.Id,
            device,
            [.. positions.Select(p => (Func<string, object>)(id => new InstrumentProtocol.MoveTo(id, p, autocenter)))],
            Json.Of(true),
            reason => new RunEnding("canceled", $"move_to_position in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true))));
    }

    /// <summary>A hole's name, or x,y[,z].</summary>
    private static string PositionText(JsonElement position) => position.ValueKind == JsonValueKind.Array
        ? string.Join(',', position.EnumerateArray().Select(CommandArguments.TextOf))
        : CommandArguments.TextOf(position);

    private static CommandPlan Extract(CommandCall call, IActorRef device)
    {
        var power = call.Args.Text("power").Length == 0
            ? CommandArguments.NumberOf(Context(call, "extract_value")) ?? 0
            : call.Args.Number("power");
        var units = call.Args.Text("units").Length == 0
            ? CommandArguments.TextOf(Context(call, "extract_units"))
            : call.Args.Text("units");
        return DeviceCommands.Device(call, device, new InstrumentProtocol.SetOutput(call.Id, power, units), result: NoValue);
    }

    private static CommandPlan Ramp(CommandCall call, IActorRef device)
    {
        var start = call.Args.Number("start");
        var setPoint = call.Args.Number("setpoint");
        var rate = call.Args.Number("rate");
        var seconds = rate > 0 ? Math.Abs(start - setPoint) / rate : call.Args.Number("duration");
        return new CommandPlan.Child(RampActor.Props(new RampActor.Order(
            call.Key,
            call.Id,
            device,
            start,
            setPoint,
            TimeSpan.FromSeconds(Math.Max(0, seconds)),
            TimeSpan.FromSeconds(Math.Max(0.1, call.Args.Number("period", 1))),
            CommandArguments.TextOf(Context(call, "extract_units")))));
    }

    private static CommandPlan Pattern(CommandCall call, IActorRef device)
    {
        var pattern = call.Args.Text("pattern").Length == 0
            ? CommandArguments.TextOf(Context(call, "pattern"))
            : call.Args.Text("pattern");
        return pattern.Length == 0
            ? new CommandPlan.Answer(Json.Of(0.0), [])
            : DeviceCommands.Device(call, device, new InstrumentProtocol.ExecutePattern(
                call.Id, pattern, call.Args.NumberOrNull("duration"), call.Args.Flag("block")));
    }

    private static CommandPlan Motor(CommandCall call, IActorRef device) => call.Args.Text("value").Length == 0
        ? CommandPlan.None
        : DeviceCommands.Device(
            call, device, new InstrumentProtocol.SetMotor(call.Id, call.Args.Text("name"), call.Args.Number("value")), result: NoValue);

    private static CommandPlan Axis(CommandCall call, IActorRef device) => DeviceCommands.Device(
        call, device, new InstrumentProtocol.SetMotor(call.Id, call.Request.Name["set_".Length..], call.Args.Number("value")), result: True);

    private static CommandPlan Pipette(CommandCall call, IActorRef device)
    {
        var identifier = call.Args.Text("identifier").Length == 0
            ? CommandArguments.TextOf(Context(call, "extract_value"))
            : call.Args.Text("identifier");
        var blank = CommandArguments.TextOf(Context(call, "analysis_type")) == "blank";
        var arguments = NoArguments
            .Add("identifier", identifier)
            .Add("blank", blank ? "true" : "false")
            .Add("timeout", call.Args.Text("timeout"));
        return DeviceCommands.Device(call, device, new InstrumentProtocol.Perform(call.Id, call.Request.Name, arguments), result: True);
    }

    private static CommandPlan Perform(CommandCall call, IActorRef device) => DeviceCommands.Device(
        call,
        device,
        new InstrumentProtocol.Perform(
            call.Id,
            call.Request.Name,
            call.Args.Values.Where(a => !a.Key.StartsWith('$')).ToImmutableDictionary(a => a.Key, a => CommandArguments.TextOf(a.Value))));
}
