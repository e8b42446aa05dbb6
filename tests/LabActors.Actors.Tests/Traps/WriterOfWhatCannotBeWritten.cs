using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Persistence;

namespace LabActors.Actors.Tests.Traps;

internal sealed class WriterOfWhatCannotBeWritten : JournaledActor
{
    public WriterOfWhatCannotBeWritten()
        : base("writer")
    {
        // A JSON element that was never set cannot be written.
        Applies<TestEvents.Answered>(_ => { });
        Command<string>(_ => Journal(new TestEvents.Answered(Now, default(JsonElement)), _ => Sender.Tell("written")));
    }
}
