using Akka.Actor;
using LabActors.Actors.Persistence;

namespace LabActors.Actors.Tests.Traps;

internal sealed class Namer : JournaledActor
{
    public Namer(string id)
        : base(id)
    {
        Applies<TestEvents.Renamed>(_ => { });
        Command<string>(name => Journal(new TestEvents.Renamed(Now, name), renamed => Sender.Tell(renamed.Name)));
    }
}
