using System.Threading.Channels;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Console.Actors;
using LabActors.Console.View;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Tests;

public sealed class ConsoleActorTests : TestKit
{
    private readonly CountedHolds _holds = new();

    private IActorRef Watching(Channel<ConsoleUpdate> channel)
    {
        var actor = Sys.ActorOf(ConsoleActor.Props(channel.Writer, _holds, LabView.Empty));
        actor.Tell(new ConsoleProtocol.Watch(), TestActor);
        ExpectMsg<ConsoleProtocol.Watching>();
        return actor;
    }

    private void Publish(int first, int count)
    {
        for (var i = first; i < first + count; i++)
            Sys.EventStream.Publish(new JournaledEvent("run-1", i, History.Start, new RunEvents.RunNoted(History.Start, "info", $"{i}")));
    }

    private static Channel<ConsoleUpdate> Room(int updates) => Channel.CreateBounded<ConsoleUpdate>(updates);

    private static string Text(ConsoleUpdate update) => ((RunEvents.RunNoted)update.Event!).Text;

    [Fact]
    public async Task Each_event_comes_with_the_view_after_it()
    {
        var channel = Room(10);
        Watching(channel);
        Publish(1, 2);
        (await channel.Reader.ReadAsync()).View.Notes.Count.ShouldBe(1);
        (await channel.Reader.ReadAsync()).View.Notes.Count.ShouldBe(2);
        _holds.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_full_channel_holds_the_clock_until_the_reader_has_caught_up_and_loses_nothing()
    {
        var channel = Room(2);
        Watching(channel);
        Publish(1, 5);
        await AwaitConditionAsync(() => Task.FromResult(_holds.Open == 1));

        for (var i = 1; i <= 5; i++)
            Text(await channel.Reader.ReadAsync()).ShouldBe($"{i}");
        await AwaitConditionAsync(() => Task.FromResult(_holds.Open == 0));
        _holds.Owner.ShouldContain("console");
    }

    [Fact]
    public async Task Finish_completes_the_channel_behind_the_last_event_even_when_it_was_full()
    {
        var channel = Room(1);
        var actor = Watching(channel);
        Watch(actor);
        Publish(1, 3);
        actor.Tell(new ConsoleProtocol.Finish());

        var read = new List<string>();
        await foreach (var update in channel.Reader.ReadAllAsync())
            read.Add(Text(update));
        read.ShouldBe(["1", "2", "3"]);
        ExpectTerminated(actor);
    }

    [Fact]
    public async Task A_reader_that_has_gone_stops_neither_the_laboratory_nor_the_clock()
    {
        var channel = Room(1);
        var actor = Watching(channel);
        Publish(1, 3);
        await AwaitConditionAsync(() => Task.FromResult(_holds.Open == 1));
        channel.Writer.Complete();
        await AwaitConditionAsync(() => Task.FromResult(_holds.Open == 0));

        Publish(4, 3);
        actor.Tell(new ConsoleProtocol.Watch(), TestActor);
        ExpectMsg<ConsoleProtocol.Watching>();
        _holds.Open.ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_goes_down_completes_the_channel_and_releases_the_clock()
    {
        var channel = Room(1);
        var actor = Watching(channel);
        Publish(1, 3);
        await AwaitConditionAsync(() => Task.FromResult(_holds.Open == 1));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        _holds.Open.ShouldBe(0);
        (await channel.Reader.ReadAsync()).ShouldNotBeNull();
        channel.Reader.Completion.IsCompleted.ShouldBeTrue();
    }

    private sealed class CountedHolds : IClockHolds
    {
        private int _open;
        private int _taken;

        public int Open => _open;

        public int Taken => _taken;

        public string Owner { get; private set; } = "";

        public IDisposable Hold(string owner)
        {
            Owner = owner;
            Interlocked.Increment(ref _open);
            Interlocked.Increment(ref _taken);
            return new One(this);
        }

        private sealed class One(CountedHolds holds) : IDisposable
        {
            private int _disposed;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _disposed, 1) == 0)
                    Interlocked.Decrement(ref holds._open);
            }
        }
    }
}
