using LabActors.Core.Cluster;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Cluster;

public sealed class ClusterViewTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static ClusterView View => ClusterView.Of(
        "argus",
        [.. new[] { "argus", "felix", "jan" }.Select((name, i) => new NodeDefinition(name, "127.0.0.1", 4040 + i, Voter: true, [], [], []))],
        At);

    [Fact]
    public void A_node_that_is_gone_was_lost_unless_it_left_or_never_came()
    {
        var view = View.See("felix", ClusterNodeState.Away, At.AddSeconds(1));
        view.Node("felix")!.State.ShouldBe(ClusterNodeState.Away);
        view = view.See("felix", ClusterNodeState.Joining, At).See("felix", ClusterNodeState.Up, At.AddSeconds(2)).See("felix", ClusterNodeState.Lost, At.AddSeconds(3));
        view = view.See("felix", ClusterNodeState.Away, At.AddSeconds(10));
        view.Node("felix")!.ShouldBe(view.Node("felix")! with { State = ClusterNodeState.Lost, Since = At.AddSeconds(3) }, "removed: it is lost since it does not answer");
        view = view.See("felix", ClusterNodeState.Up, At.AddSeconds(20)).See("felix", ClusterNodeState.Leaving, At.AddSeconds(21)).See("felix", ClusterNodeState.Away, At.AddSeconds(22));
        view.Node("felix")!.State.ShouldBe(ClusterNodeState.Away);
        view.See("felix", ClusterNodeState.Up, At).See("felix", ClusterNodeState.Away, At).Node("felix")!.State.ShouldBe(ClusterNodeState.Lost);
    }

    [Fact]
    public void The_lines_tell_who_leads_who_is_lost_and_what_it_did_last()
    {
        var view = View.See("argus", ClusterNodeState.Up, At).See("felix", ClusterNodeState.Up, At).Hear("felix", "0.5.0", ["Felix: queue night runs"], null, At.AddSeconds(5)) with { Leader = "argus" };
        view.Lines(At.AddSeconds(6)).ShouldBe(
        [
            "node argus (127.0.0.1:4040): this node, leads",
            "node felix (127.0.0.1:4041, 0.5.0): there since 08:00:00",
            "  Felix: queue night runs",
            "node jan (127.0.0.1:4042): not there",
        ]);
        view = view.See("felix", ClusterNodeState.Lost, At.AddSeconds(9));
        view.Lines(At.AddSeconds(12)).ShouldBe(
        [
            "node argus (127.0.0.1:4040): this node, leads",
            "node felix (127.0.0.1:4041, 0.5.0): LOST: does not answer since 08:00:09",
            "  Felix: queue night runs (as of 08:00:05)",
            "node jan (127.0.0.1:4042): not there",
            "1 of 3 voters are there (08:00:12): most of them are needed to agree on anything",
        ]);
    }

    [Fact]
    public void A_node_that_was_told_to_leave_is_shown_as_having_left_until_it_comes_again()
    {
        var drain = new NodeDrain(At.AddSeconds(5), "anna@north at argus", false, "update");
        var view = View.See("felix", ClusterNodeState.Up, At).Hear("felix", "0.5.0", [], drain, At.AddSeconds(6));
        LineOf(view, "felix").ShouldBe("node felix (127.0.0.1:4041, 0.5.0): there since 08:00:00, drains since 08:00:05 by anna@north at argus, update");
        view = view.Hear("felix", "0.5.0", [], drain with { IsOver = true, Held = ["line:bone (12345-01A)"] }, At.AddSeconds(7));
        view = view.See("felix", ClusterNodeState.Leaving, At.AddSeconds(8)).See("felix", ClusterNodeState.Away, At.AddSeconds(9));
        LineOf(view, "felix").ShouldBe("node felix (127.0.0.1:4041, 0.5.0): has left at 08:00:09: drained by anna@north at argus, update; keeps line:bone (12345-01A)");
        LineOf(view.Holds("jan", ["line:bone"]), "jan").ShouldBe("node jan (127.0.0.1:4042): not there; holds line:bone", "it was stopped in the middle of a run");
        LineOf(view.See("felix", ClusterNodeState.Up, At.AddSeconds(20)), "felix").ShouldBe("node felix (127.0.0.1:4041, 0.5.0): there since 08:00:20");
    }

    private static string LineOf(ClusterView view, string node) => view.Lines(At).Single(line => line.StartsWith($"node {node} ("));
}
