using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using static LabActors.Actors.Execution.RegistryProtocol;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// The aliquot numbers of a node's runs and the memory of blanks. Where there are several nodes it asks the allocator of all (<see cref="SharedNumbers"/>); else it is the allocator. Persistent as
/// <c>run-registry</c>; lives as long as the node.
/// </summary>
public sealed partial class RunRegistryActor : JournaledActor
{
    private RunRegistry _registry = RunRegistry.Empty;

    /// <summary>See <see cref="Props"/>.</summary>
    public RunRegistryActor(SharedNumbers? shared)
        : base(Sources.RunRegistry)
    {
        _shared = shared;
        ReceiveShared();
        Applies<IJournalEvent>(e => _registry = _registry.Apply(e));
        Keeps<RegistrySnapshot>(() => _registry.ToSnapshot(), kept => _registry = RunRegistry.Of(kept));
        Command<Register>(Reserve);
        Command<Spend>(s =>
        {
            if (_registry.IsReserved(s.RunUuid))
                Journal(new AliquotSpent(Now, s.RunUuid));
        });
        Command<RunOver>(Over);
        Command<GetNumbers>(g => Sender.Tell(new NumbersAre(
            new RunNumbers(_registry.GreatestAliquot(g.Identifier), g.UserAliquot > 0 ? _registry.GreatestStep(g.Identifier, g.UserAliquot) : -1), _registry.Blanks)));
        Command<TakeNumbers>(t => Journal(new NumbersTaken(Now, t.Identifier, t.Numbers.Aliquot, t.UserAliquot, t.Numbers.Step, t.Store)));
        Command<UseBlank>(b => Journal(new BlankChosen(Now, b.RunId, b.AnalysisType, b.Instrument, b.ExtractionDevice)));
    }

    /// <summary>The registry.</summary>
    /// <param name="shared">How it comes by numbers where there are several nodes; null where it is the only one.</param>
    public static Props Props(SharedNumbers? shared = null) => Akka.Actor.Props.Create(() => new RunRegistryActor(shared));

    /// <inheritdoc/>
    protected override void OnRecovered() => Settle();

    /// <inheritdoc/>
    protected override void PostStop()
    {
        foreach (var pending in _asked.Values)
            pending.Asked?.Dispose();

        base.PostStop();
    }

    private void Reserve(Register r)
    {
        if (_registry.IsReserved(r.RunUuid))
            Sender.Tell(Answer(r));
        else if (_shared is null)
            Journal(_registry.Reserve(Now, r.RunUuid, r.Identifier, r.UserAliquot, r.IsStepHeat), _ => Sender.Tell(Answer(r)));
        else
            AskAll(r);
    }

    private Registered Answer(Register r)
    {
        var reserved = _registry.Reserve(Now, r.RunUuid, r.Identifier, r.UserAliquot, r.IsStepHeat);
        return new Registered(r.RunUuid, reserved.Aliquot, reserved.Step, _registry.CarriedOver(r.AnalysisType, r.Instrument, r.ExtractionDevice, r.Simulated));
    }

    private void Over(RunOver run)
    {
        var facts = new List<IJournalEvent>();
        if (_registry.IsReserved(run.RunUuid))
            facts.Add(new AliquotReturned(Now, run.RunUuid));
        else if (_registry.IsToBeUnsettled(run.RunUuid))
            facts.Add(new AliquotUnsettled(Now, run.RunUuid));
        if (run is { State: "success" or "truncated" } && run.AnalysisType.StartsWith("blank", StringComparison.Ordinal) && !_registry.Blanks.Any(b => b.RunUuid == run.RunUuid))
            facts.Add(new BlankMeasured(Now, run.RunUuid, run.RunId, run.AnalysisType, run.Instrument, run.ExtractionDevice, run.Measured.Isotopes, run.Measured.Simulated));
        if (!run.Measured.Baselines.IsEmpty && !_registry.HasBaselinesOf(run.Instrument, run.Measured.Simulated, run.RunUuid))
            facts.Add(new BaselinesMeasured(Now, run.RunUuid, run.RunId, run.Instrument, run.Measured.Baselines, run.Measured.Simulated));
        var asker = Sender;
        JournalAll(facts, () =>
        {
            asker.Tell(new RunKept(run.RunUuid));
            Settle();
        });
    }
}
