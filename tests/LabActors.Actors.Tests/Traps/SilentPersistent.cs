using Akka.Actor;
using Akka.Persistence;

namespace LabActors.Actors.Tests.Traps;

/// <summary>A persistent actor as Akka's documentation has it.</summary>
internal sealed class SilentPersistent : ReceivePersistentActor
{
    public SilentPersistent()
    {
        var recovered = "nothing";
        Recover<TestEvents.Counted>(_ => recovered = "something");
        Command<string>(question => question == "recovered?", _ => Sender.Tell($"yes, {recovered}"));
        Command<string>(_ =>
        {
            try
            {
                PersistAllAsync(Array.Empty<TestEvents.Counted>(), _ => { });
                Sender.Tell("accepted");
            }
            catch (ArgumentException refused)
            {
                Sender.Tell(refused.Message);
            }
        });
    }

    public override string PersistenceId => "counter";
}
