using System.Runtime.Serialization;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Actors.Supervision;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Tests.Operators;

public sealed class OperatorSerializerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);

    private static readonly IOperatorMessage[] Messages =
    [
        new Hello(1, "anna"),
        new Challenge("nonce", "node", "salt"),
        new Attach("nonce", "anna", [1, 2, 3], "screen", true),
        new AttachRefused("why"),
        new Acknowledge(3),
        new Behind(12),
        new FilePart(1, 1, [3, 2, 1]),
        new Do(1, "skip r5-r9 # wrong tray"),
        new Beat(Now),
        new Detach(),
        new Detached("why"),
        new Attached("s1", "anna", "engineer", "node", "lab", true, "x20", 7, "/data", ["Argus"], [new LineJoin("A", "bone", "laser-stage")]),
        new Batch(4, 1, 2, true, false, [1, 2, 255]),
        new Answer(1, false, ["refused", "why"]),
    ];

    private readonly ActorSystem _system = ActorSystem.Create("wire", NodeConfiguration.OfFile("operators.conf"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void Every_message_comes_back_as_it_went()
    {
        foreach (var message in Messages)
        {
            var back = Round(message);
            back.GetType().ShouldBe(message.GetType());
            Bytes(back).ShouldBe(Bytes(message), message.ToString());
        }

        ((Batch)Round(Messages.OfType<Batch>().Single())).Bytes.ShouldBe([1, 2, 255]);
        OperatorSerializer.Types.Select(type => type.Key).ShouldBe(Messages.Select(message => message.GetType()), ignoreOrder: true);
    }

    [Fact]
    public void Bytes_that_name_their_own_type_are_refused_and_so_is_whatever_has_no_manifest()
    {
        var json = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"/etc/passwd"}"""u8.ToArray();
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(json, 1, "System.IO.FileInfo, System.Private.CoreLib"));
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(json, 4040, "run.started.v1"));
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize("nonsense"u8.ToArray(), 4040, "operators.do.v1"));

        // Hyperion, which writes the names of types into its bytes, is not there at all.
        var process = new byte[] { 255, 40, 0, 0, 0 }.Concat("System.Diagnostics.Process, System.Diagnostics.Process"u8.ToArray()).ToArray();
        foreach (var serializer in new[] { -5, 4040 })
            Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(process, serializer, "System.Diagnostics.Process, System.Diagnostics.Process"));
        Should.Throw<SerializationException>(() => _system.Serialization.FindSerializerFor(new object()).ToBinary(new object()));
    }

    [Fact]
    public void A_batch_has_the_events_as_the_journal_has_them_in_parts_that_a_message_holds()
    {
        var events = Enumerable.Range(1, 3000).Select(i => new JournaledEvent(
            $"run-{i % 7}", i, Now.AddSeconds(i), (IJournalEvent)new OperatorEvents.CommandGiven(Now.AddSeconds(i), $"s1-{i}", "anna", "engineer", "", Guid.NewGuid().ToString(), "ü"))).ToArray();
        var parts = EventBatch.Write(events);
        parts.Length.ShouldBeGreaterThan(1);
        foreach (var part in parts)
            part.Length.ShouldBeLessThanOrEqualTo(48 * 1024);
        EventBatch.Read(parts).Events.ShouldBe(events);
        Should.Throw<SerializationException>(() => EventBatch.Read([parts[1]]));
        Should.Throw<SerializationException>(() => EventBatch.Read([[1, 2, 3]]));
        EventBatch.Read(EventBatch.Write([])).Events.ShouldBeEmpty();
    }

    private byte[] Bytes(object message) => _system.Serialization.FindSerializerFor(message).ToBinary(message);

    private object Round(object message)
    {
        var serializer = _system.Serialization.FindSerializerFor(message);
        return _system.Serialization.Deserialize(serializer.ToBinary(message), serializer.Identifier, ((OperatorSerializer)serializer).Manifest(message));
    }
}
