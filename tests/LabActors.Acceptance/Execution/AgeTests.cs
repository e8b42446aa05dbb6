using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LabActors.Actors.Supervision;
using LabActors.Console.Commands;
using LabActors.Console.Session;
using LabActors.Core.Ages;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Node.Checks;
using Spectre.Console;

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
        await using var lab = await TestLaboratory.StartAsync(Dating, durable: true);
        string[] grains = [.. Enumerable.Range(1, 12).Select(hole => Row("24701", hole))];
        string[] steps = [Row("64101-01", 60, 1.6), Row("64101-01", 60, 2.0), Row("64101-01", 60, 4.0)];

        // the blank of the airs comes last before the unknowns: an age from it would be wrong
        await lab.RunAsync(TestQueue.Of(0, 1, 1, 1, [Row("bu-FC-J", 0), TestQueue.Row("ba-01-J"), .. grains, .. steps]));

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

        var samples = await AgesCommandAsync(lab.Data);
        var fusions = samples[0];
        fusions.GetProperty("name").GetString().ShouldBe("24701");
        fusions.GetProperty("runs").GetArrayLength().ShouldBe(12);
        fusions.GetProperty("mean").GetProperty("age_ma").GetDouble().ShouldBe(WeightedMean.Of(ages)!.Mean, 1e-9);
        var stepped = samples[1];
        stepped.GetProperty("name").GetString().ShouldBe("64101-01");
        stepped.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()).ShouldBe(["64101-01A", "64101-01B", "64101-01C"]);
        var integrated = stepped.GetProperty("integrated");
        integrated.GetProperty("age_ma").GetDouble().ShouldBe(Truth, 4 * integrated.GetProperty("error").GetDouble());
        samples.Length.ShouldBe(2);
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

    private static string Row(string labnumber, int hole, double watts = 4) => string.Create(
        CultureInfo.InvariantCulture,
        $"{labnumber}\t{(hole > 0 ? $"{hole}" : "")}\t{(hole > 0 ? $"{watts:0.0}\twatts" : "\t")}\t60\t60\t\ttest\ttest\ttest\ttest\t\t");

    /// <summary><c>lab ages --json</c> of a folder, while its node still runs.</summary>
    private static async Task<JsonElement[]> AgesCommandAsync(string data)
    {
        var (output, error, none) = (new StringWriter(), new StringWriter(), new Unneeded());
        var streams = new ConsoleStreams(output, error, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), IsTerminal: false);
        var code = await new LabCommandLine(none, streams, new ProgramStops(none, new ProcessEnd(), TimeProvider.System), TimeProvider.System, null).RunAsync(["ages", "--data", data, "--json"], CancellationToken.None);
        error.ToString().ShouldBeEmpty();
        code.ShouldBe(0);
        return [.. output.ToString().TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>A command that looks at data reaches for neither a laboratory nor the keyboard.</summary>
    private sealed class Unneeded : ILaboratory, IInterrupts
    {
        public Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop) => throw new NotSupportedException();

        public Task<ImmutableArray<CheckExplanation>> ExplainAsync(LabOptions options, CancellationToken stop) => throw new NotSupportedException();

        public Task<EstimateOutcome> EstimateAsync(LabOptions options, DateTimeOffset start, CancellationToken stop) => throw new NotSupportedException();

        public Task<LabStart> StartAsync(LabOptions options, CancellationToken stop) => throw new NotSupportedException();

        public IDisposable Watch(Action interrupted, Action terminated) => throw new NotSupportedException();
    }
}
