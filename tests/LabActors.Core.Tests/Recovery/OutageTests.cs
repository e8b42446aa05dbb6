using LabActors.Core.Recovery;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Recovery;

public sealed class OutageTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_wait_has_the_time_that_was_left_when_the_node_died()
    {
        var outage = new Outage(Start.AddSeconds(40), Start.AddSeconds(1000));
        outage.Left(Start, TimeSpan.FromSeconds(100), []).ShouldBe(TimeSpan.FromSeconds(60));
        outage.Left(Start.AddSeconds(-100), TimeSpan.FromSeconds(100), []).ShouldBe(TimeSpan.Zero);
        outage.Away.ShouldBe(TimeSpan.FromSeconds(960));
    }

    [Fact]
    public void An_earlier_outage_is_no_part_of_it_either()
    {
        var earlier = new RunResumed(Start.AddSeconds(530), 500, "");
        new Outage(Start.AddSeconds(540), Start.AddSeconds(540)).Left(Start, TimeSpan.FromSeconds(100), [earlier]).ShouldBe(TimeSpan.FromSeconds(60));
        new Outage(Start.AddSeconds(540), Start.AddSeconds(540)).Left(Start.AddSeconds(535), TimeSpan.FromSeconds(100), [earlier]).ShouldBe(TimeSpan.FromSeconds(95));
    }
}
