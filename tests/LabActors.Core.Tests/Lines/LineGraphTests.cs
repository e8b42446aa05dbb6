using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Tests.Labs;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Tests.Lines;

public sealed class LineGraphTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabDefinition Lab = DemoLab.Read();

    /// <summary>Every valve closed but those named.</summary>
    private static LineState Standing(params (string Valve, ValveStand Stand)[] valves) => Lab.Valves.Aggregate(
        LineState.Empty,
        (s, v) => s.Apply(new ValveObserved(At, v.Name, (valves.FirstOrDefault(o => o.Valve == v.Name) is { Valve.Length: > 0 } other ? other.Stand : ValveStand.Closed).Word(), "test")));

    private static LinePreview Preview(LineState state, string valve, bool open = true) => LinePreview.Of(Lab, state, valve, open, "", At);

    [Fact]
    public void Volumes_are_joined_through_open_valves_and_perhaps_through_unknown_ones()
    {
        var graph = LineGraph.Of(Lab, Standing(("A", ValveStand.Open), ("E", ValveStand.Open), ("T", ValveStand.Unknown), ("G", ValveStand.Fault)));
        graph.Joined("bone").ShouldBe(["bone", "laser-stage", "minibone"]);
        graph.Joined("bone", perhaps: true).ShouldBe(["bone", "laser-stage", "minibone", "turbo-manifold", "roughing"]);
        graph.Way("laser-stage", "minibone").ShouldBe(["A", "E"]);
        graph.Way("laser-stage", "spectrometer").ShouldBeEmpty();
        graph.Regions().Length.ShouldBe(Lab.Volumes.Length - 2);
        graph.Words().ShouldBe(
        [
            "joined: bone, laser-stage, minibone (Fusions CO2, APIS, cold trap Cold Finger)",
            "perhaps joined, through valves of which it is not known how they stand: bone, laser-stage, minibone, turbo-manifold, roughing (Fusions CO2, APIS, pump Line Turbo, pump Roughing Pump, cold trap Cold Finger)",
        ]);
        LineGraph.Of(Lab, Standing()).Words().ShouldBeEmpty();
    }

    [Fact]
    public void Opening_says_what_it_joins_and_what_stands_there()
    {
        var preview = Preview(Standing(("A", ValveStand.Open), ("R", ValveStand.Open)), "E");
        preview.Refusal.ShouldBeEmpty();
        preview.Lines.ShouldBe(
        [
            "opening E joins bone (with laser-stage) and minibone (with spectrometer)",
            "it would join Fusions CO2 with spectrometer Argus, APIS and cold trap Cold Finger",
        ]);
        Preview(Standing(("C", ValveStand.Open), ("G", ValveStand.Open)), "E").Lines.ShouldBe(["bone and minibone are joined already, through C, G"]);
        Preview(Standing(("T", ValveStand.Unknown)), "C").Lines[^1].ShouldBe("roughing may be joined with them too, through valves of which it is not known how they stand");
    }

    [Fact]
    public void Closing_says_what_it_parts()
    {
        Preview(Standing(("E", ValveStand.Open)), "E", open: false).Lines.ShouldBe(["closing E parts bone from minibone"]);
        Preview(Standing(("E", ValveStand.Open), ("C", ValveStand.Open), ("G", ValveStand.Open)), "E", open: false).Lines.ShouldBe(["bone and minibone stay joined, through C, G"]);
        Preview(Standing(("E", ValveStand.Open), ("C", ValveStand.Open), ("G", ValveStand.Unknown)), "E", open: false).Lines[^1].ShouldBe("they may stay joined, through C, G, not all of which are known");
        Preview(Standing(), "E", open: false).Lines[0].ShouldBe("E is closed already: it would be told so again");
    }

    [Fact]
    public void What_would_be_refused_is_told_in_the_words_of_the_refusal()
    {
        Preview(Standing(("X", ValveStand.Open)), "W").Refusal.ShouldBe("W (Outer Pipette 1) may not open: X must be closed and is open");
        Preview(Standing(), "Inner Pipette 1").Refusal.ShouldBeEmpty();
        Preview(Standing(), "Q").ShouldBe(new LinePreview("there is no valve Q", []));
        Preview(Standing(("W", ValveStand.Open)), "W", open: false).Refusal.ShouldBeEmpty();
    }

    [Fact]
    public void A_switch_joins_nothing_and_whoever_follows_is_told()
    {
        var lab = Lab with { Valves = [.. Lab.Valves, new ValveDefinition("S", "Getter", "", "", "bone", [], [], TimeSpan.Zero, ValveKind.Switch) { Parent = "C", ParentInverted = true }] };
        LinePreview.Of(lab, Standing(), "S", true, "", At).Lines.ShouldBe(["S is a switch: it joins no volumes"]);
        LinePreview.Of(lab, Standing(), "C", true, "", At).Lines[^1].ShouldBe("S (Getter) follows it and closes");
        LineGraph.Of(lab, Standing(("C", ValveStand.Open))).Joined("bone").ShouldBe(["bone", "turbo-manifold"]);
    }
}
