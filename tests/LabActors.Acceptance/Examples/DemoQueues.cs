using LabActors.Core.Queues;

namespace LabActors.Acceptance.Examples;

/// <summary>The queues of the demo laboratory are fit to run there.</summary>
public sealed class DemoQueues
{
    public static IEnumerable<object[]> Names() => DemoLaboratory.QueueNames();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_queue_reads_without_a_problem(string name)
    {
        var read = DemoLaboratory.ReadQueue(name);

        read.Problems.ShouldBeEmpty(DemoLaboratory.Told(read.Problems));
        read.Queue.ShouldNotBeNull().Runs.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_script_and_options_file_that_a_queue_names_exists(string name)
    {
        var queue = DemoLaboratory.ReadQueue(name).Readable;
        var scripts = DemoLaboratory.ScriptsOf(queue).ToList();

        scripts.ShouldNotBeEmpty();
        scripts.Where(s => DemoLaboratory.Scripts.Find(s.Kind, s.Name, s.Spectrometer) is null).ShouldBeEmpty();
        foreach (var options in queue.Runs.Select(r => r.ScriptOptions).Where(o => o.Length > 0))
            File.Exists(Path.Combine(DemoLaboratory.Scripts.Root, "options", options + ".yaml")).ShouldBeTrue(options);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Instrument_device_tray_units_and_pattern_of_a_queue_are_the_laboratorys(string name)
    {
        var lab = DemoLaboratory.Lab();
        var queue = DemoLaboratory.ReadQueue(name).Readable;

        lab.FindInstrument(queue.MassSpectrometer).ShouldNotBeNull(queue.MassSpectrometer);
        var lookup = lab.FindExtractionDevice(queue.ExtractDevice);
        lookup.IsKnown.ShouldBeTrue(queue.ExtractDevice);
        if (lookup.Device is not { } device)
        {
            queue.Runs.ShouldAllBe(r => r.ExtractValue == 0);
            return;
        }

        if (queue.Tray.Length > 0)
            device.Trays.ShouldContain(queue.Tray);
        foreach (var run in queue.Runs.Where(r => r.ExtractValue > 0))
            run.ExtractValue.ShouldBeLessThanOrEqualTo(device.Units.Single(u => u.Name == run.ExtractUnits).Max);
        queue.Runs.Select(r => r.Pattern).Where(p => p.Length > 0).ShouldBeSubsetOf(device.Patterns);
    }

    [Fact]
    public void The_demo_begins_and_ends_with_a_blank_and_has_an_air_and_a_cocktail()
    {
        var types = Demo().Runs.Select(r => r.AnalysisType).ToList();

        types.Count.ShouldBeGreaterThanOrEqualTo(8);
        types[0].ShouldBe("blank_unknown");
        types[^1].ShouldBe("blank_unknown");
        new[] { "air", "blank_air", "cocktail", "unknown" }.ShouldBeSubsetOf(types);
    }

    [Fact]
    public void At_least_three_unknowns_of_the_demo_overlap_one_after_the_other()
    {
        var runs = Demo().Runs.SkipWhile(r => r.Overlap == 0).TakeWhile(r => r.Overlap > 0).ToList();

        runs.Count.ShouldBeGreaterThanOrEqualTo(3);
        runs.ShouldAllBe(r => r.AnalysisType == "unknown" && r.PostMeasurementScript.Length > 0);
        runs.Select(r => r.Position).Distinct().Count().ShouldBe(runs.Count);
    }

    [Fact]
    public void The_demo_heats_one_aliquot_of_one_grain_in_three_rising_steps()
    {
        var steps = Demo().Runs.Where(r => r.IsStepHeat).ToList();

        steps.Count.ShouldBe(3);
        steps.Select(r => (r.Labnumber, r.UserDefinedAliquot, r.Position)).Distinct().ShouldHaveSingleItem();
        steps.Select(r => r.ExtractValue).ShouldBeInOrder(SortDirection.Ascending);
        steps.Select(r => r.ExtractValue).Distinct().Count().ShouldBe(3);
    }

    private static ExperimentQueue Demo() => DemoLaboratory.ReadQueue("demo.txt").Queue.ShouldNotBeNull();
}
