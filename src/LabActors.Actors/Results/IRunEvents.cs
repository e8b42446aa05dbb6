using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>Where the results projection has the events of runs from. Its reading methods wait, and are called on a thread of their own.</summary>
public interface IRunEvents
{
    /// <summary>What a run's persistence id begins with; its uuid follows.</summary>
    const string PersistenceIdPrefix = "run-";

    /// <summary>What the persistence id of a node's laboratory begins with.</summary>
    const string NodePrefix = "lab-";

    /// <summary>What a queue's persistence id begins with.</summary>
    const string QueuePrefix = "queue-";

    /// <summary>An event was journaled in this node: told on the actor's thread, for sources that live on it.</summary>
    void Heard(JournaledEvent journaled);

    /// <summary>A run's events in order, and where they come from.</summary>
    RunEventsRead Of(string runUuid);

    /// <summary>A run as its events tell it.</summary>
    /// <exception cref="InvalidDataException">There is no beginning of it.</exception>
    (RunRecord Record, RunOrigin Origin) Record(string runUuid)
    {
        var read = Of(runUuid);
        var record = RunRecord.Fold(read.Events);
        if (ProvisionalNumbers.Are(record.Aliquot) && Settled().GetValueOrDefault(runUuid) is { } settled)
            record = RunRecord.Fold(read.Events.Add(settled));
        return record.RunUuid == runUuid
            ? (record, read.Origin)
            : throw new InvalidDataException($"the journal has no beginning of run {runUuid} ({read.Events.Length} events)");
    }

    /// <summary>Runs that bore a provisional number and have their real one, by uuid.</summary>
    ImmutableDictionary<string, RegistryEvents.AliquotSettled> Settled();

    /// <summary>Runs whose end has a higher ordering than this, in the order in which they ended.</summary>
    ImmutableArray<string> EndedAfter(long ordering);
}
