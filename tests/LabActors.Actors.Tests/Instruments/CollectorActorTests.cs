using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Tests.Devices;
using static LabActors.Actors.Instruments.CollectorProtocol;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Instruments;

public sealed class CollectorActorTests
{
    private const double Integration = 1.048576;

    /// <summary>A run that journals at once, and a spectrometer that answers as the test says: fA on H1 by number of question, null for nothing.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private int _asked;

        public Bench(Func<int, double?> beam, int counts = 5, Func<ReadingRead, object?>? answer = null, bool repeatInstant = false)
        {
            Node = TestNode.OnVirtualTime();
            var clock = Node.Clock;
            Run = new Probe(Node.System, m => m is ReadingRead r ? (answer ?? (x => new ReadingJournaled(x.Series, x.Count)))(r) : null);
            var spectrometer = new Probe(Node.System, m => m is ReadIntensities ask
                ? beam(++_asked) is { } value
                    ? new IntensitiesAre(
                        ask.CommandId,
                        repeatInstant ? DateTimeOffset.UnixEpoch : clock.Now,
                        ImmutableDictionary<string, double>.Empty.Add("H1", value).Add("AX", 1),
                        ImmutableDictionary<string, string>.Empty.Add("CDD", "missing"))
                    : new Refused(ask.CommandId, "silence", DeviceFailure.Unanswered)
                : null);
            Start = clock.Now;
            Collector = Node.System.ActorOf(CollectorActor.Props(
                new Collection(3, "signal", counts, Integration, ["H1", "CDD"]), spectrometer.Ref, Run.Ref));
        }

        public TestNode Node { get; }

        public Probe Run { get; }

        public DateTimeOffset Start { get; }

        public IActorRef Collector { get; }

        public async Task<CollectionEnded> Ended() => (await Run.Hears<CollectionEnded>())[0];

        public ImmutableArray<ReadingRead> Readings => [.. Run.Heard.OfType<ReadingRead>()];

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }

    [Fact]
    public async Task Count_i_is_read_at_the_start_plus_i_integration_times_exactly()
    {
        await using var bench = new Bench(i => 100 + i);
        (await bench.Ended()).ShouldBe(new CollectionEnded(3, "complete", 5, ""));
        bench.Readings.Select(r => r.At).ShouldBe(Enumerable.Range(1, 5).Select(i => bench.Start + (TimeSpan.FromSeconds(Integration) * i)));
        bench.Readings.Select(r => r.Count).ShouldBe([1, 2, 3, 4, 5]);
        bench.Readings[0].Intensities.ShouldBe([KeyValuePair.Create("H1", 101.0)], "AX was not asked for");
        bench.Readings[0].Quality.ShouldBe([KeyValuePair.Create("CDD", "missing")]);
        bench.Run.Heard[^1].ShouldBeOfType<CollectionEnded>();
    }

    [Fact]
    public async Task The_next_reading_waits_until_the_last_is_durable()
    {
        await using var bench = new Bench(i => i, counts: 2, answer: _ => null);
        await bench.Run.Hears<ReadingRead>();
        (await bench.Run.All()).Length.ShouldBe(1);
        bench.Collector.Tell(new ReadingJournaled(3, 2));
        bench.Collector.Tell(new ReadingJournaled(3, 1));
        (await bench.Run.Hears<ReadingRead>(2))[1].Count.ShouldBe(2);
    }

    [Fact]
    public async Task Truncated_it_ends_after_the_count_that_is_being_taken()
    {
        await using var bench = new Bench(i => i, answer: r => r.Count == 2 ? null : new ReadingJournaled(r.Series, r.Count));
        await bench.Run.Hears<ReadingRead>(2);
        bench.Collector.Tell(new Truncate("Ar40 > 100"));
        bench.Collector.Tell(new ReadingJournaled(3, 2));
        (await bench.Ended()).ShouldBe(new CollectionEnded(3, "truncated", 2, "Ar40 > 100"));
    }

    [Theory]
    [InlineData(7, "complete", 7)]
    [InlineData(3, "truncated", 3)]
    [InlineData(1, "truncated", 2)]
    public async Task Counts_may_be_changed_while_it_collects(int counts, string how, int taken)
    {
        await using var bench = new Bench(i => i, answer: r => r.Count == 2 ? null : new ReadingJournaled(r.Series, r.Count));
        await bench.Run.Hears<ReadingRead>(2);
        bench.Collector.Tell(new ChangeCounts(counts));
        bench.Collector.Tell(new ReadingJournaled(3, 2));
        var ended = await bench.Ended();
        (ended.How, ended.Counts).ShouldBe((how, taken));
    }

    [Fact]
    public async Task Hardware_30_Three_readings_in_a_row_without_an_intensity_end_it_as_failed()
    {
        await using var bench = new Bench(i => i <= 2 ? i : null);
        (await bench.Ended()).ShouldBe(new CollectionEnded(3, "failed", 2, "3 integrations in a row gave nothing: silence"));
    }

    [Fact]
    public async Task A_good_reading_starts_the_count_of_empty_ones_afresh()
    {
        await using var bench = new Bench(i => i % 3 == 0 ? i : null, counts: 4);
        (await bench.Ended()).How.ShouldBe("complete");
        bench.Readings.Select(r => r.Count).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task The_same_integration_twice_is_no_new_reading()
    {
        await using var bench = new Bench(i => i, repeatInstant: true);
        (await bench.Ended()).ShouldBe(new CollectionEnded(3, "failed", 1, "3 integrations in a row gave nothing: no new integration"));
    }

    [Fact]
    public async Task Hardware_30_Twenty_eight_identical_readings_are_a_frozen_spectrometer()
    {
        await using var bench = new Bench(i => i < 10 ? i : 42, counts: 100);
        var ended = await bench.Ended();
        (ended.How, ended.Counts, ended.Reason).ShouldBe(("failed", 37, "intensity not changing: 28 readings in a row were the same"));
    }

    [Fact]
    public async Task No_counts_are_complete_at_once()
    {
        await using var bench = new Bench(i => i, counts: 0);
        (await bench.Ended()).ShouldBe(new CollectionEnded(3, "complete", 0, ""));
    }

    [Fact]
    public async Task A_spectrometer_actor_that_is_gone_is_an_empty_reading()
    {
        await using var node = TestNode.OnVirtualTime();
        var run = new Probe(node.System);
        node.System.ActorOf(CollectorActor.Props(new Collection(1, "signal", 5, Integration, []), node.System.DeadLetters, run.Ref));
        (await run.Hears<CollectionEnded>())[0].Reason.ShouldContain("the spectrometer did not answer");
    }
}
