using LabActors.Core.Runs;
using LabActors.Core.Templates;

namespace LabActors.Core.Tests.Templates;

public sealed class TemplateTests
{
    private const string Defaults = """
        u:
          extraction: diode
          measurement: unknown400.py
          post_measurement: pump_ms
        BU:
          FusionsDiode: {cleanup: 30, duration: 20, extraction: blank_diode}
          post_equilibration: pump_extraction_line
        a: {extraction: air_x1, modifier: 4}
        dg: {extraction: degas, measurement: null, post_equilibration: null}
        """;

    [Fact]
    public void Every_problem_of_a_heating_template_is_told_and_the_good_steps_are_read()
    {
        var (template, problems) = HeatTemplate.Read("value,units,duration,cleanup,beam_diameter\n1,watts,2,3,wide\n4,volts,x,6,\n7,temp,8,9,1.5\n", "t.txt", withBeam: true);

        template.Steps.Select(step => (step.Letters, step.Value, step.BeamDiameter)).ShouldBe([("A", 1.0, null), ("B", 7.0, 1.5)]);
        problems.Select(problem => (problem.Line, problem.Column, problem.Field, problem.IsError)).ShouldBe(
        [
            (2, 13, "beam_diameter", false), (3, 3, "units", true), (3, 9, "duration", true),
        ]);
    }

    [Fact]
    public void A_heating_makes_one_run_a_step_of_one_aliquot_and_fills_in_common_times()
    {
        var (template, _) = HeatTemplate.Read("value,units,duration,cleanup\n1,watts,10,0\n2,watts,0,5\n0,watts,0,0\n", "t.txt", withBeam: false);
        var sample = new RunSpec { Labnumber = "64072", BeamDiameter = "2.0" };
        var aliquot = HeatTemplate.Aliquot("64072", 3, 0, [sample with { UserDefinedAliquot = 9 }, sample with { UserDefinedAliquot = 9 }, sample]);

        var runs = template.NewRuns(sample, aliquot, duration: 60, cleanup: 120);

        runs.Select(run => (run.UserDefinedAliquot, run.ExtractValue, run.Duration, run.Cleanup, run.BeamDiameter))
            .ShouldBe([(5, 1.0, 10.0, 120.0, "2.0"), (5, 2.0, 60.0, 5.0, "2.0")]);
    }

    [SharedCasesFact]
    public void A_real_heating_template_reads_and_is_written_the_same()
    {
        var path = Path.Combine(Repository.SharedCases, "heat-templates", "16-biotite.txt");
        var text = File.ReadAllText(path);

        var (template, problems) = HeatTemplate.Read(text, path, withBeam: true);

        problems.ShouldBeEmpty();
        template.Steps.Length.ShouldBe(13);
        template.Steps.Select(step => step.Value).ShouldBeInOrder();
        HeatTemplate.Read(template.Write(), path, withBeam: true).Template.Steps.ShouldBe(template.Steps);
    }

    [Theory]
    [InlineData("64072", "Fusions CO2", "co2", "unknown400", "pump_co2", 0)]
    [InlineData("64072", "", "diode", "unknown400", "", 0)]
    [InlineData("bu-FD-F", "Fusions Diode", "blank_diode", "", "pump_extraction_line", 20)]
    [InlineData("bu-FC-F", "Fusions CO2", "co2", "", "pump_extraction_line", 0)]
    [InlineData("a-04-F", "Fusions CO2", "air_x1", "", "", 0)]
    [InlineData("dg", "Fusions CO2", "degas", "", "", 0)]
    public void A_new_run_gets_the_scripts_of_its_kind_and_device(
        string labnumber, string device, string extraction, string measurement, string postEquilibration, double duration)
    {
        var (defaults, problems) = ScriptDefaultsFile.Read(Defaults, "defaults.yaml");
        problems.ShouldBeEmpty();

        var run = defaults.Apply(new RunSpec { Labnumber = labnumber, ExtractDevice = device });

        (run.ExtractionScript, run.MeasurementScript, run.PostEquilibrationScript, run.Duration)
            .ShouldBe((extraction, measurement, postEquilibration, duration));
    }

    [Fact]
    public void Defaults_never_replace_what_a_run_has()
    {
        var (defaults, _) = ScriptDefaultsFile.Read(Defaults, "defaults.yaml");
        var run = new RunSpec { Labnumber = "bu-FD-F", ExtractDevice = "Fusions Diode", ExtractionScript = "own", Duration = 1, Cleanup = 2 };

        defaults.Apply(run).ShouldBe(run with { PostEquilibrationScript = "pump_extraction_line" });
    }

    [Fact]
    public void Every_problem_of_the_defaults_is_told_by_its_line()
    {
        var (_, problems) = ScriptDefaultsFile.Read("u:\n  cleanup: long\n  colour: red\n  extraction: [a]\nx: 1\n", "defaults.yaml");

        problems.Select(problem => (problem.Line, problem.Field, problem.IsError))
            .ShouldBe([(2, "cleanup", true), (3, "colour", false), (4, "extraction", true), (5, "x", true)]);
    }

    [SharedCasesFact]
    public void The_defaults_of_a_real_laboratory_read()
    {
        var path = Path.Combine(Repository.SharedCases, "script-defaults.yaml");
        var (defaults, problems) = ScriptDefaultsFile.Read(File.ReadAllText(path), path);

        problems.ShouldBeEmpty();
        defaults.Modifier("a").ShouldBe(4);
        var blank = defaults.Apply(new RunSpec { Labnumber = "bu-FD-F", ExtractDevice = "Fusions Diode" });
        (blank.ExtractionScript, blank.Cleanup, blank.Duration).ShouldBe(("diode", 30.0, 30.0));
        defaults.Apply(new RunSpec { Labnumber = "bg-01-F" }).ExtractionScript.ShouldBe("static");
    }

    [Theory]
    [InlineData("64072", 5, 6, "4", 7)]
    [InlineData("bu-FC-J", 5, 6, "4", 0)]
    [InlineData("pa", 5, 0, "", 0)]
    [InlineData("a-01-J", 0, 0, "", 0)]
    public void A_copied_run_keeps_what_its_type_has_a_use_for(string labnumber, double duration, double cleanup, string position, double value)
    {
        var run = RunAttributes.Restrict(new RunSpec { Labnumber = labnumber, Duration = 5, Cleanup = 6, Position = "4", ExtractValue = 7 });

        (run.Duration, run.Cleanup, run.Position, run.ExtractValue).ShouldBe((duration, cleanup, position, value));
    }

    [Fact]
    public void A_repeated_block_stands_behind_every_so_many_runs()
    {
        RunSpec[] runs = [.. "abcdefg".Select(letter => new RunSpec { Labnumber = $"{letter}" })];

        var repeated = RunBlock.Repeat([.. runs], first: 1, count: 1, every: 2);

        string.Concat(repeated.Select(run => run.Labnumber)).ShouldBe("abcdbefbg");
    }
}
