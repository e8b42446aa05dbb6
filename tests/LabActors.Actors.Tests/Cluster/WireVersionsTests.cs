using System.Text.Json;
using System.Text.Json.Nodes;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Supervision;

namespace LabActors.Actors.Tests.Cluster;

/// <summary>Two releases side by side: what nodes of other versions say is read, and what this one does not know harms nobody. See tests/wire.</summary>
public sealed class WireVersionsTests : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "wire");

    private readonly ActorSystem _system = ActorSystem.Create("nodes", NodeConfiguration.OfFile("cluster.conf"));

    private ClusterSerializer Serializer => (ClusterSerializer)_system.Serialization.FindSerializerForType(typeof(IClusterMessage));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void What_every_version_wrote_is_read_with_all_that_it_said()
    {
        if (Environment.GetEnvironmentVariable("LABACTORS_RECORD_WIRE") is { Length: > 0 } version)
            File.WriteAllLines(Path.Combine(Folder, $"{version}.jsonl"), ClusterSerializerTests.All.Select(m => new JsonObject { ["manifest"] = Serializer.Manifest(m), ["message"] = JsonNode.Parse(Serializer.ToBinary(m)) }.ToJsonString()));
        var recordings = Directory.GetFiles(Folder, "*.jsonl");
        recordings.ShouldNotBeEmpty();
        foreach (var line in recordings.SelectMany(File.ReadAllLines).Select(line => JsonNode.Parse(line)!))
        {
            var read = Serializer.FromBinary(JsonSerializer.SerializeToUtf8Bytes(line["message"]), (string)line["manifest"]!).ShouldBeAssignableTo<IClusterMessage>()!;
            ShouldHave(JsonNode.Parse(Serializer.ToBinary(read)), line["message"], (string)line["manifest"]!);
        }
    }

    [Fact]
    public void Members_that_a_later_version_adds_are_passed_over_and_those_that_an_older_one_lacks_have_their_defaults()
    {
        foreach (var message in ClusterSerializerTests.All)
        {
            var json = JsonNode.Parse(Serializer.ToBinary(message))!.AsObject();
            json["addedLater"] = new JsonObject { ["a"] = 1 };
            Serializer.FromBinary(JsonSerializer.SerializeToUtf8Bytes(json), Serializer.Manifest(message)).GetType().ShouldBe(message.GetType());
        }

        Serializer.FromBinary("""{"node":"felix","lines":[]}"""u8.ToArray(), "cluster.node-does.v1").ShouldBeOfType<ClusterProtocol.NodeDoes>().Version.ShouldBe("");
    }

    [Fact]
    public async Task A_message_that_is_not_known_is_dropped_and_told_of_once()
    {
        var warnings = new Devices.Probe(_system);
        _system.EventStream.Subscribe(warnings.Ref, typeof(Akka.Event.Warning));
        for (var i = 0; i < 3; i++)
            Serializer.FromBinary("{}"u8.ToArray(), "cluster.beam-me-up.v7").ShouldBe(new UnknownMessage("cluster.beam-me-up.v7"));
        Serializer.FromBinary("{}"u8.ToArray(), "cluster.other.v1");
        (await warnings.Hears<Akka.Event.Warning>(2)).Select(warning => warning.Message.ToString()!.Split('\'')[1]).ShouldBe(["cluster.beam-me-up.v7", "cluster.other.v1"]);
    }

    private static void ShouldHave(JsonNode? now, JsonNode? then, string where)
    {
        switch (then)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    ShouldHave(now.ShouldBeOfType<JsonObject>(where)[name], value, $"{where}.{name}");
                break;
            case JsonArray items:
                now.ShouldBeOfType<JsonArray>(where).Count.ShouldBe(items.Count, where);
                for (var i = 0; i < items.Count; i++)
                    ShouldHave(now![i], items[i], $"{where}[{i}]");
                break;
            default:
                JsonNode.DeepEquals(now, then).ShouldBeTrue(where);
                break;
        }
    }
}
