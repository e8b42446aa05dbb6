using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Journal;
using static LabActors.Actors.Execution.RegistryProtocol;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// The one allocator of aliquot numbers and the memory of blanks. Persistent as <c>run-registry</c>; lives as long as the node.
/// </summary>
public sealed class RunRegistryActor : JournaledActor
{
    private RunRegistry _registry = RunRegistry.Empty;

    public RunRegistryActor()
        : base("run-registry")
    {
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
    public static Props Props() => Akka.Actor.Props.Create(() => new RunRegistryActor());

    private void Reserve(Register r)
    {
        var reserved = _registry.Reserve(Now, r.RunUuid, r.Identifier, r.UserAliquot, r.IsStepHeat);
        var earlier = _registry.CarriedOver(r.AnalysisType, r.Instrument, r.ExtractionDevice, r.Simulated);
        var answer = new Registered(r.RunUuid, reserved.Aliquot, reserved.Step, earlier);
        if (_registry.IsReserved(r.RunUuid))
            Sender.Tell(answer);
        else
            Journal(reserved, _ => Sender.Tell(answer));
    }

    private void Over(RunOver run)
    {
        var facts = new List<IJournalEvent>();
        if (_registry.IsReserved(run.RunUuid))
            facts.Add(new AliquotReturned(Now, run.RunUuid));
        if (run is { State: "success" or "truncated" } && run.AnalysisType.StartsWith("blank", StringComparison.Ordinal) && !_registry.Blanks.Any(b => b.RunUuid == run.RunUuid))
            facts.Add(new BlankMeasured(Now, run.RunUuid, run.RunId, run.AnalysisType, run.Instrument, run.ExtractionDevice, run.Measured.Isotopes, run.Measured.Simulated));
        if (!run.Measured.Baselines.IsEmpty && !_registry.HasBaselinesOf(run.Instrument, run.Measured.Simulated, run.RunUuid))
            facts.Add(new BaselinesMeasured(Now, run.RunUuid, run.RunId, run.Instrument, run.Measured.Baselines, run.Measured.Simulated));
        var asker = Sender;
        JournalAll(facts, () => asker.Tell(new RunKept(run.RunUuid)));
    }
}
