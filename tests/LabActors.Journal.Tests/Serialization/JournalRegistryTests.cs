using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using Akka.Serialization;
using FsCheck.Xunit;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Journal.Serialization;

namespace LabActors.Journal.Tests.Serialization;

public sealed class JournalRegistryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly JournalRegistry Registry = new(
        types: [JournalType.Of("test.heated.v2", () => SampleJsonContext.Default.Heated), JournalType.Of("test.measured.v1", () => SampleJsonContext.Default.Measured)],
        upcasters:
        [
            JournalUpcaster.From("test.heated.v1", SampleJsonContext.Default.HeatedV1, old => new Heated(old.At, old.Celsius + 273.15)),
        ]);

    [Fact]
    public void An_unknown_manifest_is_a_serialization_error_that_names_it() =>
        Should.Throw<SerializationException>(() => Registry.Deserialize("test.cooled.v1", "{}"u8)).Message.ShouldContain("'test.cooled.v1'");

    [Fact]
    public void A_type_without_a_manifest_is_a_serialization_error_that_names_it() =>
        Should.Throw<SerializationException>(() => Registry.Serialize("just a string")).Message.ShouldContain("System.String has no manifest");

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"at\":\"yesterday\",\"kelvin\":1}")]
    [InlineData("{\"at\":\"2026-01-01T08:00:00+00:00\"}")]
    public void Bytes_of_another_form_are_a_serialization_error_and_never_a_zero(string json) =>
        Should.Throw<SerializationException>(() => Registry.Deserialize("test.heated.v2", Encoding.UTF8.GetBytes(json))).Message.ShouldContain("test.heated.v2");

    [Fact]
    public void A_row_of_a_queue_is_written_without_its_default_values_and_read_with_them()
    {
        var queue = new ExperimentQueue { Name = "a", Runs = [new RunSpec { Labnumber = "12345", Duration = double.NaN, Skip = true }] };
        var bytes = JournalManifests.All.Serialize(new QueueEvents.QueueAccepted(At, "q", "Argus", queue));

        Encoding.UTF8.GetString(bytes).ShouldContain("""
            "runs":[{"labnumber":"12345","duration":"NaN","skip":true}]
            """.Trim());
        ((QueueEvents.QueueAccepted)JournalManifests.All.Deserialize("queue.accepted.v1", bytes)).Queue.Runs.ShouldBe(queue.Runs);
    }

    [Fact]
    public void An_upcaster_reads_old_bytes_as_the_type_of_today()
    {
        var old = """{"at":"2026-01-01T08:00:00+00:00","celsius":850}"""u8;
        Registry.Deserialize("test.heated.v1", old).ShouldBe(new Heated(At, 1123.15));
        Registry.ManifestOf(typeof(Heated)).ShouldBe("test.heated.v2");
    }

    [Fact]
    public void A_field_added_with_a_default_value_reads_old_bytes_and_one_that_is_unknown_is_passed_over()
    {
        var old = """{"at":"2026-01-01T08:00:00+00:00","values":{},"isotopes":[],"quality":"Good","ofTheFuture":1}"""u8;
        ((Measured)Registry.Deserialize("test.measured.v1", old)).Note.ShouldBe("none");
    }

    [Property(MaxTest = 200)]
    public void Any_value_comes_back_as_it_was(DateTimeOffset at, double value, string[] keys)
    {
        // NaN and the infinities are among FsCheck's doubles: instruments emit them too.
        var values = keys.Where(key => key is not null).Distinct().ToImmutableDictionary(key => key, _ => value);
        var measured = new Measured(at, values, [.. keys.Where(key => key is not null)], Quality.Stale, "x");
        var back = (Measured)Registry.Deserialize("test.measured.v1", Registry.Serialize(measured));
        back.At.ShouldBe(at);
        back.Values.OrderBy(pair => pair.Key).ShouldBe(values.OrderBy(pair => pair.Key));
        back.Isotopes.ShouldBe(measured.Isotopes);
        back.Quality.ShouldBe(Quality.Stale);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_written_by_name_enumerations_by_name_and_keys_in_order()
    {
        var measured = new Measured(
            At,
            ImmutableDictionary.CreateRange(new Dictionary<string, double> { ["L1"] = double.NaN, ["AX"] = double.NegativeInfinity, ["H1"] = 1.5 }),
            default,
            Quality.Good);
        Encoding.UTF8.GetString(Registry.Serialize(measured)).ShouldBe(
            """{"at":"2026-01-01T08:00:00+00:00","values":{"AX":"-Infinity","H1":1.5,"L1":"NaN"},"isotopes":[],"quality":"Good","note":"none"}""");
    }

    [Fact]
    public void A_sample_holds_every_kind_of_value_and_its_copy_is_compared_field_by_field()
    {
        var registry = new JournalRegistry([JournalType.Of("test.everything.v1", () => SampleJsonContext.Default.Everything)], []);
        var sample = (Everything)Samples.Of(typeof(Everything));
        var copy = (Everything)registry.Deserialize("test.everything.v1", registry.Serialize(sample));
        Samples.ShouldBeTheSame(copy, sample);
        Should.Throw<ShouldAssertException>(() => Samples.ShouldBeTheSame(copy with { Count = null }, sample));
        Should.Throw<ShouldAssertException>(() => Samples.ShouldBeTheSame(copy with { Answers = copy.Answers.SetItem("AX", JsonElement.Parse("1")) }, sample));
        Should.Throw<ShouldAssertException>(() => Samples.ShouldBeTheSame(copy with { Parts = [copy.Parts[0]] }, sample));
    }

    [Fact]
    public void A_registry_with_mistakes_is_refused_with_all_of_them()
    {
        var message = Should.Throw<ArgumentException>(() => new JournalRegistry(
            [JournalType.Of("Test.Heated", () => SampleJsonContext.Default.Heated), JournalType.Of("test.x.v1", () => SampleJsonContext.Default.Heated), JournalType.Of("test.x.v1", () => SampleJsonContext.Default.Measured)],
            [])).Message;
        message.ShouldContain("'Test.Heated' is no manifest");
        message.ShouldContain("'test.x.v1' occurs 2 times");
        message.ShouldContain("Heated has 2 manifests");
    }

    [Fact]
    public async Task Akka_writes_events_with_this_serializer_and_its_id()
    {
        var system = ActorSystem.Create("test", """
            akka.actor.serializers.lab-journal = "LabActors.Journal.Serialization.JournalSerializer, LabActors.Journal"
            akka.actor.serialization-bindings { "LabActors.Core.Journal.IJournalEvent, LabActors.Core" = lab-journal }
            """);
        var started = new NodeEvents.NodeStarted(At, "node-1", "0.1.0", "");
        var serializer = system.Serialization.FindSerializerFor(started).ShouldBeOfType<JournalSerializer>();
        serializer.Identifier.ShouldBe(4039);
        Akka.Serialization.Serialization.ManifestFor(serializer, started).ShouldBe("node.started.v1");
        system.Serialization.Deserialize(serializer.ToBinary(started), 4039, "node.started.v1").ShouldBe(started);
        await system.Terminate();
    }
}

public sealed record HeatedV1(DateTimeOffset At, double Celsius);

public sealed record Heated(DateTimeOffset At, double Kelvin) : IJournalEvent;

public enum Quality
{
    Good,
    Stale,
}

public sealed record Measured(
    DateTimeOffset At,
    ImmutableDictionary<string, double> Values,
    ImmutableArray<string> Isotopes,
    Quality Quality,
    string Note = "none") : IJournalEvent;

public sealed record Everything(
    DateTimeOffset At,
    int? Count,
    ImmutableDictionary<string, JsonElement> Answers,
    ImmutableArray<Heated> Parts,
    JsonElement Result,
    Quality Quality) : IJournalEvent
{
    public TimeSpan Wait { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(OrderedDictionaryJsonConverter), typeof(ImmutableArrayJsonConverter)])]
[JsonSerializable(typeof(Heated))]
[JsonSerializable(typeof(HeatedV1))]
[JsonSerializable(typeof(Measured))]
[JsonSerializable(typeof(Everything))]
public sealed partial class SampleJsonContext : JsonSerializerContext;
