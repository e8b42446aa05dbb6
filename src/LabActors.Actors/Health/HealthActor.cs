using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using static LabActors.Actors.Health.HealthProtocol;
using static LabActors.Core.Journal.Events.HealthEvents;

namespace LabActors.Actors.Health;

/// <summary>
/// The error flags of a node, which persons, devices and programs raise and clear; the checks ask for them. Journals under <c>health</c>, so a
/// flag outlives the node. Lives as long as its node.
/// </summary>
public sealed class HealthActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "health";

    private HealthState _health = HealthState.Well;

    public HealthActor()
        : base(Id)
    {
        Applies<IJournalEvent>(e => _health = _health.Apply(e));
        Command<RaiseError>(r => Journal(new ErrorRaised(Now, r.Source, r.Text, r.By, r.Holds), _ => Tell()));
        Command<ClearError>(c =>
        {
            if (_health.Flags.Any(f => f.Source == c.Source))
                Journal(new ErrorCleared(Now, c.Source, c.By, c.Why), _ => Tell());
            else
                Tell();
        });
        Command<GetFlags>(_ => Tell());
    }

    /// <summary>The flags of a node.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new HealthActor());

    private void Tell() => Sender.Tell(new FlagsAre(_health.Flags));
}
