using System.Collections.Immutable;
using LabActors.Core.Cluster;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution;

/// <content>Numbers of a laboratory with several nodes: its allocator gives them, and a node that does not hear it goes on with provisional ones.</content>
public sealed partial record RunRegistry
{
    /// <summary>Numbers that were given and are not set aside yet, by run.</summary>
    private ImmutableDictionary<string, AliquotReserved> Given { get; init; } = ImmutableDictionary<string, AliquotReserved>.Empty;

    /// <summary>Provisional numbers by run, until they are settled or come back unspent.</summary>
    private ImmutableDictionary<string, AliquotProvisional> Provisional { get; init; } = ImmutableDictionary<string, AliquotProvisional>.Empty;

    /// <summary>Greatest step (-1 where there is none) of every provisional aliquot that was ever given: none is given twice.</summary>
    private ImmutableDictionary<(string Identifier, int Aliquot), int> ProvisionalSteps { get; init; } = ImmutableDictionary<(string, int), int>.Empty;

    /// <summary>Runs that are over and bear provisional numbers, in the order in which they ended.</summary>
    private ImmutableList<string> Unsettled { get; init; } = [];

    /// <summary>The provisional number whose run is over and that is to be settled next; null when there is none.</summary>
    public AliquotProvisional? NextUnsettled => Unsettled.IsEmpty ? null : Provisional.GetValueOrDefault(Unsettled[0]);

    /// <summary>How many runs bear a provisional number.</summary>
    public int ProvisionalCount => Provisional.Count;

    /// <summary>True while the run bears a provisional number, and its end was not noted yet.</summary>
    public bool IsToBeUnsettled(string runUuid) => Provisional.ContainsKey(runUuid) && !Open.ContainsKey(runUuid) && !Unsettled.Contains(runUuid);

    /// <summary>
    /// A number of the node's own range for a run. A step heat keeps an aliquot that stands for the one that its user gave, and its steps count from A in it; any other run gets the next of the range.
    /// </summary>
    public AliquotProvisional ReserveProvisionally(DateTimeOffset at, ProvisionalNumbers range, string runUuid, string identifier, int userAliquot, bool isStepHeat, string why)
    {
        if (isStepHeat)
        {
            var aliquot = range.For(userAliquot);
            return new AliquotProvisional(at, identifier, aliquot, ProvisionalSteps.GetValueOrDefault((identifier, aliquot), -1) + 1, userAliquot, runUuid, why);
        }

        var greatest = ProvisionalSteps.Keys.Where(key => key.Identifier == identifier && range.Counts(key.Aliquot)).Select(key => key.Aliquot).DefaultIfEmpty(0).Max();
        return new AliquotProvisional(at, identifier, range.Next(greatest), -1, 0, runUuid, why);
    }

    /// <summary>
    /// What the allocator of all nodes is asked for a run, one after the other; the last answer is its number. An aliquot that a queue fixes is made known to all before a step of it is asked for, so that
    /// it is given to nobody else.
    /// </summary>
    /// <param name="node">Who asks.</param>
    /// <param name="userAliquot">The aliquot that the queue fixes; 0 when it fixes none.</param>
    public ImmutableArray<NumberAsk> Asks(string node, string runUuid, string identifier, int userAliquot)
    {
        // Two nodes may have runs of one uuid: copies of a data folder.
        var run = $"{node}/{runUuid}";
        if (userAliquot == 0)
            return [new NumberAsk(run, new NumberKey(identifier, 0), run, GreatestAliquot(identifier), Gives: true)];
        var step = new NumberAsk(run, new NumberKey(identifier, userAliquot), run, GreatestStep(identifier, userAliquot) + 1, Gives: true);
        return ProvisionalNumbers.Are(userAliquot) ? [step] : [new NumberAsk($"{run} fixes", new NumberKey(identifier, 0), run, userAliquot, Gives: false), step];
    }

    /// <summary>Aliquot and step of a run for which the allocator gave a number.</summary>
    public static (int Aliquot, int Step) Numbered(int userAliquot, int number) => userAliquot > 0 ? (userAliquot, number - 1) : (number, -1);

    private RunRegistry Provisionally(AliquotProvisional p) => this with
    {
        Given = Given.SetItem(p.RunUuid, new AliquotReserved(p.At, p.Identifier, p.Aliquot, p.Step, p.RunUuid)),
        Provisional = Provisional.SetItem(p.RunUuid, p),
        ProvisionalSteps = ProvisionalSteps.SetItem((p.Identifier, p.Aliquot), p.Step),
    };
}
