using LabActors.Core.Ages;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Acceptance.Execution;

/// <summary>Ages of the simulated laboratory's samples against what the simulation knows of them.</summary>
public sealed class AgeTests
{
    private const double Truth = 28.201;

    // Melted at once and measured for two minutes: the blank lets the same time pass without the laser.
    private static readonly TestScripts Dating = new()
    {
        Extraction = """
            def main():
                open('A')
                open('E')
                close('C')
                close('G')
                if analysis_type == 'blank':
                    sleep(duration)
                else:
                    enable()
                    move_to_position(position[0])
                    extract(extract_value)
                    sleep(duration)
                    disable()
                sleep(cleanup)
            """,
        Measurement = """
            def main():
                activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
                set_time_zero()
                sniff(eqtime)
                set_fits('linear')
                multicollect(ncounts=120, integration_time=1.048576)
                baselines(ncounts=30, mass=39.5, detector='H1', settling_time=2)
            """,
        PostEquilibration = """
            def main():
                open('E')
                open('C')
                open('G')
                sleep(60)
            """,
        PostMeasurement = """
            def main():
                open('O')
                sleep(120)
            """,
    };

    [Fact]
    public async Task Ages_of_unknowns_are_the_truth_within_their_errors_and_their_mean_within_a_tenth_of_a_percent()
    {
        await using var lab = await TestLaboratory.StartAsync(Dating);
        string[] grains = [.. Enumerable.Range(1, 12).Select(hole => Row("24701", hole))];

        // the blank of the airs comes last before the unknowns: an age from it would be wrong
        await lab.RunAsync(TestQueue.Of(0, 1, 1, 1, [Row("bu-FC-J", 0), TestQueue.Row("ba-01-J"), .. grains]));

        var records = lab.Runs().Where(r => r.RunId.StartsWith("24701", StringComparison.Ordinal)).Select(r => RunRecord.Fold(r.Events)).ToArray();
        var reduced = records.Select(r => r.Reduce()).ToArray();
        reduced.Length.ShouldBe(12);
        reduced.ShouldAllBe(r => r.Blank!.RunId == "bu-FC-J-01" && r.Isotopes.All(i => i.Blank != null && i.BaselineFrom == ""));
        var ages = reduced.Select(r => r.Argon!.Age!.Value).ToArray();
        ages.ShouldAllBe(age => age.Error > 0);
        ages.Count(age => Math.Abs(age.Value - Truth) <= 2 * age.Error!.Value).ShouldBeGreaterThanOrEqualTo(11, string.Join(", ", ages));
        ages.ShouldAllBe(age => Math.Abs(age.Value - Truth) <= 3 * age.Error!.Value);
        WeightedMean.Of(ages)!.Mean.ShouldBe(Truth, Truth * 1e-3);
        reduced.ShouldAllBe(r => Math.Abs(r.Argon!.KCa!.Value.Value - 60) < 4 * r.Argon.KCa.Value.Error!.Value);
    }

    [Fact]
    public async Task Scenario_23_an_unknown_is_reckoned_with_the_values_of_its_own_blank_and_not_of_the_last_one()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("ba-01-J"), TestQueue.Row("24701")));

        var blanks = lab.Of<RegistryEvents.BlankMeasured>().Select(b => b.Event).ToArray();
        var unknown = RunRecord.Fold(lab.Runs()[2].Events);
        var reduced = unknown.Reduce();
        blanks.Select(b => b.RunId).ShouldBe(["bu-FC-J-01", "ba-01-J-01"]);
        blanks[0].Isotopes["Ar40"].ShouldNotBe(blanks[1].Isotopes["Ar40"]);
        reduced.Blank!.RunUuid.ShouldBe(blanks[0].RunUuid);
        reduced.Isotopes.Single(i => i.Isotope == "Ar40").Blank.ShouldBe(blanks[0].Isotopes["Ar40"]);
        reduced.Irradiation!.Sample.ShouldBe("FC-2");
        var blank = RunRecord.Fold(lab.Runs()[0].Events).Reduce().Isotopes.Single(i => i.Isotope == "Ar40");
        blanks[0].Isotopes["Ar40"].Value.ShouldBe(blank.Corrected!.Value);
        blank.Blank.ShouldBeNull("a blank is not corrected for a blank");
    }

    private static string Row(string labnumber, int hole) =>
        $"{labnumber}\t{(hole > 0 ? $"{hole}" : "")}\t{(hole > 0 ? "4.0\twatts" : "\t")}\t60\t60\t\ttest\ttest\ttest\ttest\t";
}
