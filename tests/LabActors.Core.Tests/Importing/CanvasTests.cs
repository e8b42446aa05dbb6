using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Importing;

namespace LabActors.Core.Tests.Importing;

/// <summary>What valves join, from the tubes of a drawing.</summary>
public sealed class CanvasTests
{
    private static readonly string[] Tubes =
    [
        "<connection><start>A</start><end>Bone</end></connection>",
        "<connection><start>A</start><end>B</end></connection>",
        "<hconnection><start offset=\"1,0\">B</start><end>Stage</end></hconnection>",
        "<connection><start>Getter</start><end>Bone</end></connection>",
        "<tee_connection><left>C</left><right>D</right><mid>Stage</mid></tee_connection>",
        "<elbow><start>C</start><end>Turbo</end></elbow>",
        "<cross><left>D</left><right>E</right><top>F</top><bottom>Pump</bottom></cross>",
        "<vconnection><start>E</start><end>Bone</end></vconnection>",
    ];

    private static readonly string[] Joined =
    [
        "A: A-B tube + Bone", "B: A-B tube + Stage", "C: Stage + Turbo", "D: Pump + Stage", "E: Bone + Pump", "F: Pump + beyond F",
    ];

    [Property(MaxTest = 50)]
    public Property What_valves_join_does_not_depend_on_the_order_of_the_tubes() =>
        Prop.ForAll(Arb.From(Gen.Shuffle(Tubes)), tubes => Joins("", tubes).ShouldBe(Joined));

    [Fact]
    public void A_tube_in_pieces_is_one_tube() =>
        Joins("<gauge>G</gauge>", [.. Tubes[..2], "<connection><start>B</start><end>G</end></connection>", "<connection><start>G</start><end>Stage</end></connection>", .. Tubes[3..]]).ShouldBe(Joined);

    [Fact]
    public void Tubes_of_a_valve_that_lead_the_same_way_are_on_one_side_of_it()
    {
        var imported = Import("""
            <valve>A<translation>0,0</translation></valve>
            <stage>Left<translation>-5,0</translation></stage><stage>LowerLeft<translation>-4,-3</translation></stage><stage>Right<translation>5,1</translation></stage>
            <connection><start>A</start><end>Left</end></connection>
            <connection><start>A</start><end>Right</end></connection>
            <connection><start>A</start><end>LowerLeft</end></connection>
            """, "A");
        (imported.Lab.Valves[0].VolumeA, imported.Lab.Valves[0].VolumeB).ShouldBe(("Left", "Right"));
        imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.Assumed && f.What == "valve A" && f.Told.Contains("tubes to 3 things", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_tube_leads_to_and_nobody_draws_is_told()
    {
        var imported = Import("<valve>A</valve><stage>Left</stage><connection><start>A</start><end>Left</end></connection><connection><start>A</start><end>Attic</end></connection>", "A");
        imported.Findings.ShouldContain(f => f.Outcome == ImportOutcome.LeftOut && f.What == "connection" && f.Line == 1 && f.Told.Contains("'Attic'", StringComparison.Ordinal));
        (imported.Lab.Valves[0].VolumeA, imported.Lab.Valves[0].VolumeB).ShouldBe(("Left", "A tube"));
    }

    private static string[] Joins(string more, string[] tubes)
    {
        var things = string.Concat(new[] { "stage Bone", "stage Stage", "getter Getter", "turbo Turbo", "ionpump Pump", "valve A", "valve B", "valve C", "valve D", "valve E", "manual_valve F" }.Select(t => t.Split(' ')).Select(t => $"<{t[0]}>{t[1]}</{t[0]}>"));
        return [.. Import(things + more + string.Concat(tubes), "A", "B", "C", "D", "E", "F").Lab.Valves.Select(v => $"{v.Name}: {string.Join(" + ", new[] { v.VolumeA, v.VolumeB }.Order(StringComparer.Ordinal))}")];
    }

    private static ImportedLab Import(string canvas, params string[] valves) => PychronImport.Run(
        new SetupFolder("/setup",
        [
            new SetupFile("canvas2D/canvas.xml", $"<root>{canvas}</root>"),
            new SetupFile("extractionline/valves.xml", $"<root>{string.Concat(valves.Select(v => $"<manual_valve>{v}</manual_valve>"))}</root>"),
        ]),
        new ImportSettings("Drawn"));
}
