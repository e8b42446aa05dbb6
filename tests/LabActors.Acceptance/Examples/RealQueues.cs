namespace LabActors.Acceptance.Examples;

/// <summary>Queues of real laboratories find their scripts, instrument and extraction device in the demo laboratory.</summary>
public sealed class RealQueues
{
    public static IEnumerable<object[]> Names() => DemoLaboratory.RealQueueNames();

    [RealQueuesTheory]
    [MemberData(nameof(Names))]
    public void Every_script_that_a_real_queue_names_is_there(string name)
    {
        var queue = DemoLaboratory.ReadRealQueue(name).Readable;
        queue.Runs.ShouldNotBeEmpty();

        DemoLaboratory.ScriptsOf(queue)
            .Where(s => DemoLaboratory.Scripts.Find(s.Kind, s.Name, s.Spectrometer) is null)
            .ShouldBeEmpty();
    }

    [RealQueuesTheory]
    [MemberData(nameof(Names))]
    public void Every_script_that_a_real_queue_names_is_there_under_the_instruments_own_name_too(string name)
    {
        var queue = DemoLaboratory.ReadRealQueue(name).Readable;
        var own = DemoLaboratory.Lab().FindInstrument(queue.MassSpectrometer).ShouldNotBeNull().Name;

        DemoLaboratory.ScriptsOf(queue)
            .Where(s => DemoLaboratory.Scripts.Find(s.Kind, s.Name, own) is null)
            .ShouldBeEmpty();
    }

    [RealQueuesTheory]
    [MemberData(nameof(Names))]
    public void Every_real_queue_finds_its_extraction_device_and_units(string name)
    {
        var queue = DemoLaboratory.ReadRealQueue(name).Readable;
        var lookup = DemoLaboratory.Lab().FindExtractionDevice(queue.ExtractDevice);

        lookup.IsKnown.ShouldBeTrue(queue.ExtractDevice);
        queue.Runs.Select(r => r.ExtractUnits).Where(u => u.Length > 0).Distinct()
            .ShouldBeSubsetOf(lookup.Device?.Units.Select(u => u.Name) ?? []);
    }
}
