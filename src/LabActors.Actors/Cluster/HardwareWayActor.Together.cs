using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Lines;
using LabActors.Core.Recovery;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Cluster;

/// <content>What is put together of all nodes: the line as a whole, the shots of all pipettes, whether all that the node's instruments need answers.</content>
public sealed partial class HardwareWayActor
{
    private void TellLine(IActorRef asker) => AskAll<LineIs>(new GetLine(), parts =>
    {
        var (valves, found) = (parts.SelectMany(p => p.Valves).ToLookup(v => v.Valve), parts.SelectMany(p => p.Found).ToLookup(v => v.Name));
        asker.Tell(new LineIs([.. _hardware.Lab.Valves.Select(v => valves[v.Name].FirstOrDefault() ?? new ValveIs("", v.Name, ValveStand.Unknown.Word(), false, _clock.Now))])
        {
            Found = [.. _hardware.Lab.Valves.Select(v => found[v.Name].FirstOrDefault() ?? new FoundValve(v.Name, null, ValveStand.Unknown, _clock.Now))],
        });
    });

    private void TellPipettes(GetPipettes question, IActorRef asker) => AskAll<PipettesAre>(question, parts =>
    {
        var shots = parts.SelectMany(p => p.Shots).ToLookup(s => s.Key, s => s.Value);
        asker.Tell(new PipettesAre(
            question.CommandId, _hardware.Lab.Pipettes.ToImmutableDictionary(p => p.Name, p => shots[p.Name].FirstOrDefault()), parts.Any(p => p.Simulated)));
    });

    private void TellWhoIsSilent(IActorRef asker) => AskAll<Pinged>(
        new Ping(), parts => asker.Tell(parts.FirstOrDefault(p => p.Failure.Length > 0) ?? new Pinged("")));

    /// <summary>Of the others those that the node's instruments need are waited for, and those that are there anyway.</summary>
    private void AskAll<T>(IHardwareRequest question, Action<ImmutableArray<T>> told)
        where T : IHardwareAnswer
    {
        string[] others = [.. _hardware.Lab.Valves.Select(_hardware.OwnerOf).Distinct().Where(owner => owner != _hardware.Node && (_used.Contains(owner) || (question is GetLine && IsThere(owner) && _tickets.ContainsKey(owner))))];
        var parts = ImmutableArray.CreateBuilder<T>();
        Ask(_parts!.Find(Line), question, FormattableString.Invariant($"own {++_asked}"), Add);
        foreach (var owner in others)
            Send(owner, Line, question, new CommandRight("", Commander.SafeState, 0), Add);

        void Add(object answer)
        {
            if (answer is T part)
                parts.Add(part);
            if (parts.Count == others.Length + 1)
                told(parts.ToImmutable());
        }
    }
}
