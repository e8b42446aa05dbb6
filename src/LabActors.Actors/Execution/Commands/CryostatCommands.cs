using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using static LabActors.Core.Journal.Events.ExtractionEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands of cold traps.</summary>
internal static class CryostatCommands
{
    private const string Recorder = RunProgress.CryoRecorder;

    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "set_cryo" => With(call, call.Args.Text("device_name"), Set),
        "get_cryo_temp" => With(call, call.Args.Text("value"), (c, trap, actor) => DeviceCommands.Device(c, actor, new InstrumentProtocol.ReadTemperature(c.Id))),
        "start_cryo_recorder" => With(call, "", (_, trap, actor) => new CommandPlan.StartRecorder(Recorder, period => RecorderActor.Props(new RecorderActor.Order(
            actor, period, id => new InstrumentProtocol.ReadTemperature(id, Sample: true), (answer, at) => Sampled(trap, answer, at), RecorderActor.Progress.Of(call, Recorder))))),
        "stop_cryo_recorder" => new CommandPlan.StopRecorder(Recorder),
        _ => null,
    };

    private static CommandPlan With(CommandCall call, string which, Func<CommandCall, CryostatDefinition, IActorRef, CommandPlan> plan)
    {
        var traps = call.Services.Lab.Cryostats;
        return Find(call.Services.Lab, which) is { } trap && call.Services.Cryostats.TryGetValue(trap.Name, out var actor)
            ? plan(call, trap, actor)
            : new CommandPlan.Refuse(traps.IsEmpty
                ? $"{call.Request.Name}: this laboratory has no cryostat"
                : $"{call.Request.Name}: there is no cryostat '{which}', only {string.Join(", ", traps.Select(t => t.Name))}");
    }

    /// <summary>By name, or by its input: 1 or <c>a</c> is the first. None means the first.</summary>
    private static CryostatDefinition? Find(LabDefinition lab, string which)
    {
        if (lab.Cryostats.FirstOrDefault(c => LabNames.Same(c.Name, which)) is { } named)
            return named;
        var index = which switch
        {
            "" => 0,
            [>= 'a' and <= 'z'] => which[0] - 'a',
            [>= 'A' and <= 'Z'] => which[0] - 'A',
            _ => CommandArguments.NumberOf(Json.Of(which)) is { } number ? (int)number - 1 : -1,
        };
        return index >= 0 && index < lab.Cryostats.Length ? lab.Cryostats[index] : null;
    }

    private static CommandPlan Set(CommandCall call, CryostatDefinition trap, IActorRef actor)
    {
        var text = call.Args.Text("value");
        var point = trap.SetPoints.FirstOrDefault(p => LabNames.Same(p.Key, text));
        if ((point.Key is null ? call.Args.NumberOrNull("value") : point.Value) is not { } kelvin)
        {
            return new CommandPlan.Refuse(
                $"set_cryo: '{text}' is no temperature and no set point of {trap.Name}; it has {string.Join(", ", trap.SetPoints.Keys.Order(StringComparer.Ordinal))}");
        }

        return new CommandPlan.Child(CryoActor.Props(new CryoActor.Order(
            call.Key, call.Id, actor, kelvin, Tolerance(call), TimeSpan.FromSeconds(Math.Max(0.1, call.Args.Number("delay", 1))), reason => DeviceCommands.Ending(call, reason), call.Resumed?.Request.At)));
    }

    /// <summary><c>block=True</c> waits to within 1 K, a number to within so many.</summary>
    private static double? Tolerance(CommandCall call) => call.Args.Values.GetValueOrDefault("block").ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.Number when call.Args.Number("block") > 0 => call.Args.Number("block"),
        _ => null,
    };

    private static CryoTemperatureSampled Sampled(CryostatDefinition trap, object answer, DateTimeOffset at) => answer switch
    {
        InstrumentProtocol.Done d => new CryoTemperatureSampled(at, trap.Name, (double)d.Value!, "good", d.Simulated),
        InstrumentProtocol.Refused r => new CryoTemperatureSampled(at, trap.Name, null, r.Unavailable ? "missing" : "fault"),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no answer of a cryostat", nameof(answer)),
    };
}
