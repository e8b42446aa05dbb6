using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Lines;
using LabActors.Core.Recovery;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Cluster;

/// <content>What is put together of all nodes: the line as a whole, the shots of all pipettes, the surroundings, whether all that the node's instruments need answers.</content>
public sealed partial class HardwareWayActor
{
    private void TellLine(IActorRef asker) => AskAll<LineIs>(Line, new GetLine(), OwnersOfValves(IsHeard), parts =>
    {
        var (valves, found) = (parts.SelectMany(p => p.Valves).ToLookup(v => v.Valve), parts.SelectMany(p => p.Found).ToLookup(v => v.Name));
        asker.Tell(new LineIs([.. _hardware.Lab.Valves.Select(v => valves[v.Name].FirstOrDefault() ?? new ValveIs("", v.Name, ValveStand.Unknown.Word(), false, _clock.Now))])
        {
            Found = [.. _hardware.Lab.Valves.Select(v => found[v.Name].FirstOrDefault() ?? new FoundValve(v.Name, null, ValveStand.Unknown, _clock.Now))],
        });
    });

    private void TellPipettes(GetPipettes question, IActorRef asker) => AskAll<PipettesAre>(Line, question, OwnersOfValves(_ => false), parts =>
    {
        var shots = parts.SelectMany(p => p.Shots).ToLookup(s => s.Key, s => s.Value);
        asker.Tell(new PipettesAre(
            question.CommandId, _hardware.Lab.Pipettes.Where(p => shots.Contains(p.Name)).ToImmutableDictionary(p => p.Name, p => shots[p.Name].First()), parts.Any(p => p.Simulated)));
    });

    private void TellWhoIsSilent(IActorRef asker) => AskAll<Pinged>(
        Line, new Ping(), OwnersOfValves(_ => false), parts => asker.Tell(parts.FirstOrDefault(p => p.Failure.Length > 0) ?? new Pinged("")));

    /// <summary>Sensors are worth a reading, not a run: whoever is not heard is not waited for.</summary>
    private void TellSurroundings(ReadEnvironment question, IActorRef asker)
    {
        var owners = _hardware.Lab.Environment.Select(s => _hardware.OwnerOfDevice(s.Device)).Distinct().Where(owner => owner != _hardware.Node && IsHeard(owner));
        AskAll<EnvironmentIs>(Sensors, question, [.. owners], parts =>
        {
            var readings = parts.SelectMany(p => p.Readings).ToLookup(r => r.Name);
            asker.Tell(new EnvironmentIs(
            [
                .. _hardware.Lab.Environment.Select(s => readings[s.Name].FirstOrDefault()
                    ?? new SensorReading(s.Name, s.Kind.ToString().ToLowerInvariant(), s.Device, s.Title, null, s.Units, "missing", _clock.Now)),
            ]));
        });
    }

    /// <summary>Of the others those that the node's instruments need, which are waited for, and those that are there anyway.</summary>
    private string[] OwnersOfValves(Func<string, bool> also) =>
        [.. _hardware.Lab.Valves.Select(_hardware.OwnerOf).Distinct().Where(owner => owner != _hardware.Node && (_used.Contains(owner) || also(owner)))];

    private bool IsHeard(string owner) => _tickets.ContainsKey(owner) && IsThere(owner);

    private void AskAll<T>(string target, IHardwareRequest question, string[] others, Action<ImmutableArray<T>> told)
        where T : IHardwareAnswer
    {
        var parts = ImmutableArray.CreateBuilder<T>();
        var awaited = others.Length;
        if (_parts?.Find(target) is { } own)
        {
            awaited++;
            Ask(own, question, FormattableString.Invariant($"own {++_asked}"), Add);
        }

        foreach (var owner in others)
            Send(owner, target, question, new CommandRight("", Commander.SafeState, 0), Add);
        if (awaited == 0)
            told([]);

        void Add(object answer)
        {
            if (answer is T part)
                parts.Add(part);
            if (--awaited == 0)
                told(parts.ToImmutable());
        }
    }
}
