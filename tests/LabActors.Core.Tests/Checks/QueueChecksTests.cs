using LabActors.Core.Checks;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Templates;

namespace LabActors.Core.Tests.Checks;

public sealed class QueueChecksTests
{
    private static readonly RunSpec Good = new()
    {
        Row = 20,
        Labnumber = "64072",
        Position = "4",
        ExtractValue = 5,
        Duration = 10,
        Cleanup = 20,
        ExtractDevice = "Fusions CO2",
        ExtractionScript = "co2",
        MeasurementScript = "m",
        PostMeasurementScript = "pm",
        PostEquilibrationScript = "pe",
    };

    [Fact]
    public void A_good_queue_has_no_problem() => Check(Good).ShouldBeEmpty();

    [Fact]
    public void Every_fault_of_every_run_is_found_at_once()
    {
        var problems = Check(
            Good with { Duration = 0, Cleanup = 0, ExtractValue = 0 },
            Good with { Row = 21, Labnumber = "" },
            Good with { Row = 22, ExtractionScript = "co2_syn", Overlap = 10, PostMeasurementScript = "" });

        problems.Where(problem => problem.IsError).Select(problem => (problem.Line, problem.Field)).ShouldBe(
        [
            (20, "duration"), (20, "cleanup"), (20, "e_value"), (21, "labnumber"), (22, "post_meas"), (22, "syn_extraction"),
        ]);
    }

    [Fact]
    public void Skipped_runs_are_not_checked()
    {
        var problems = Check(Good with { Skip = true, Duration = 0 });

        problems.ShouldHaveSingleItem().Message.ShouldBe("has no run to execute");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void A_time_that_no_device_can_wait_is_an_error(double duration)
    {
        var problem = Check(Good with { Duration = duration }).ShouldHaveSingleItem();

        (problem.IsError, problem.Field).ShouldBe((true, "duration"));
    }

    [Fact]
    public void A_queue_without_devices_is_refused_where_its_runs_need_them()
    {
        var queue = new ExperimentQueue { Path = "q.txt", MassSpectrometer = ExperimentQueue.NoSpectrometer, Runs = [Good] };

        QueueChecks.Check(queue, CheckOptions.Default).Count(problem => problem.IsError).ShouldBe(2);
        QueueChecks.Check(queue, CheckOptions.Default with { ConfirmsNoExtractDevice = true }).Count(problem => problem.IsError).ShouldBe(1);
    }

    [Theory]
    [InlineData("basalt-3")]
    [InlineData("paper")]
    public void An_identifier_that_merely_begins_with_a_tag_is_doubtful(string labnumber) =>
        Check(Good with { Labnumber = labnumber, ExtractionScript = "air" }).ShouldContain(problem => problem.Field == "labnumber" && !problem.IsError);

    [Fact]
    public void A_modifier_that_differs_from_the_defaults_is_told_with_its_repair()
    {
        var (defaults, _) = ScriptDefaultsFile.Read("a: {modifier: 4}\n", "defaults.yaml");
        var air = Good with { Labnumber = "a-01-F", ExtractionScript = "air_x1" };

        RunChecks.Repair(air, defaults).ShouldBe("a-04-F");
        RunChecks.Repair(air with { Labnumber = "a-04-F" }, defaults).ShouldBeNull();
        Check(CheckOptions.Default with { Defaults = defaults }, air).ShouldHaveSingleItem().Message.ShouldContain("a-04-F");
    }

    [Fact]
    public void A_device_of_one_word_is_found_in_a_script_of_any_case() =>
        Check(Good with { ExtractDevice = "Furnace", ExtractionScript = "furnace_x" }).ShouldBeEmpty();

    [Fact]
    public void Checks_that_are_off_find_nothing()
    {
        var off = new CheckOptions { Runs = false, NonFatal = false, Queue = false };

        Check(off, Good with { Duration = double.NaN, Cleanup = 0, MeasurementScript = "" }).ShouldBeEmpty();
    }

    private static IReadOnlyList<Problem> Check(params RunSpec[] runs) => Check(CheckOptions.Default, runs);

    private static IReadOnlyList<Problem> Check(CheckOptions options, params RunSpec[] runs) => QueueChecks.Check(
        new ExperimentQueue { Path = "q.txt", MassSpectrometer = "Jan", ExtractDevice = "Fusions CO2", Runs = [.. runs] }, options);
}
