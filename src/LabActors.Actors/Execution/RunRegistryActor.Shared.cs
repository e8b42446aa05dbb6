using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Lab;
using LabActors.Core.Cluster;
using LabActors.Core.Execution;
using LabActors.Core.Identifiers;
using LabActors.Core.Journal;
using static LabActors.Actors.Cluster.SharedNumberProtocol;
using static LabActors.Actors.Execution.RegistryProtocol;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Actors.Execution;

/// <content>
/// Numbers in a laboratory of several nodes: the one allocator is asked for each, and where it is not heard in time a run goes on with a provisional number, which is settled when the run is over and the allocator
/// is heard again, one after the other. What was asked is not journaled: a queue whose node died registers its run again.
/// </summary>
public sealed partial class RunRegistryActor
{
    private readonly SharedNumbers? _shared;
    private readonly Dictionary<string, Pending> _asked = new(StringComparer.Ordinal);

    private void ReceiveShared()
    {
        Command<NumberGiven>(given =>
        {
            if (_asked.Remove(given.Id, out var pending))
                pending.Then(given.Number);
        });
        Command<Impatient>(impatient =>
        {
            if (Withdraw(impatient.RunUuid) is { } asked)
                GoOnProvisionally(asked);
        });
    }

    private void AskAll(Register r)
    {
        // Of a queue that was started again the former one waits no more.
        Withdraw(r.RunUuid)?.Dispose();
        var asker = Sender;
        var self = Self;
        var asked = new Asked(
            r,
            asker,
            Clock.Holds.Hold($"a number of {r.Identifier}, which the laboratory's nodes are asked for"),
            _shared!.Time.CreateTimer(_ => self.Tell(new Impatient(r.RunUuid)), null, _shared.Patience, Timeout.InfiniteTimeSpan));
        var userAliquot = r.IsStepHeat ? r.UserAliquot : 0;
        Ask(asked, _registry.Asks(_shared!.Node, r.RunUuid, r.Identifier, userAliquot), number =>
        {
            asked.Dispose();
            var (aliquot, step) = RunRegistry.Numbered(userAliquot, number);
            Reserve(r, asker, new AliquotObtained(Now, r.Identifier, aliquot, step, r.RunUuid));
        });
    }

    /// <summary>One after the other.</summary>
    private void Ask(Asked? asked, ImmutableArray<NumberAsk> asks, Action<int> then)
    {
        _asked[asks[0].Id] = new Pending(asked, number =>
        {
            if (asks.Length > 1)
                Ask(asked, asks[1..], then);
            else
                then(number);
        });
        _shared!.Way.Tell(new AskNumber(asks[0]), Self);
    }

    private Asked? Withdraw(string run)
    {
        foreach (var (id, pending) in _asked.Where(a => a.Value.Asked?.Register.RunUuid == run).ToArray())
        {
            _asked.Remove(id);
            _shared!.Way.Tell(new SharedLeasesActor.Withdrawn(id), Self);
            return pending.Asked;
        }

        return null;
    }

    private void GoOnProvisionally(Asked asked)
    {
        asked.Dispose();
        var r = asked.Register;
        var number = _registry.ReserveProvisionally(Now, _shared!.Range, r.RunUuid, r.Identifier, r.UserAliquot, r.IsStepHeat, $"the laboratory's other nodes did not answer within {_shared.Patience.TotalSeconds:0.#} s");
        Reserve(r, asked.From, number);
        Notice($"{RunIds.Make(number.Identifier, number.Aliquot, number.Step)} is a provisional number: {number.Why}; it gets its real one when they do");
    }

    private void Reserve(Register r, IActorRef asker, IJournalEvent given) =>
        JournalAll([given, _registry.Apply(given).Reserve(Now, r.RunUuid, r.Identifier, r.UserAliquot, r.IsStepHeat)], () => asker.Tell(Answer(r)));

    /// <summary>The next provisional number whose run is over is settled; the others follow.</summary>
    private void Settle()
    {
        if (_shared is null || _registry.NextUnsettled is not { } next || _asked.Values.Any(pending => pending.Asked is null))
            return;
        Ask(null, _registry.Asks(_shared.Node, next.RunUuid, next.Identifier, next.UserAliquot), number =>
        {
            var was = RunIds.Make(next.Identifier, next.Aliquot, next.Step);
            var (aliquot, step) = RunRegistry.Numbered(next.UserAliquot, number);
            Journal(new AliquotSettled(Now, next.Identifier, aliquot, step, next.RunUuid, was), e =>
            {
                Notice($"{e.Was} was a provisional number: the run is {RunIds.Make(e.Identifier, e.Aliquot, e.Step)} from here");
                Settle();
            });
        });
    }

    private static void Notice(string text) => Context.System.EventStream.Publish(new LabProtocol.Notice(text));

    /// <summary>A run that waits for its number, at most for the patience of the node.</summary>
    private sealed record Asked(Register Register, IActorRef From, IDisposable Hold, ITimer Waits) : IDisposable
    {
        public void Dispose()
        {
            Hold.Dispose();
            Waits.Dispose();
        }
    }

    /// <summary>What the allocator was asked, and what its answer is for.</summary>
    /// <param name="Asked">Null for the settlement of a run that is over.</param>
    private sealed record Pending(Asked? Asked, Action<int> Then);

    private sealed record Impatient(string RunUuid);
}
