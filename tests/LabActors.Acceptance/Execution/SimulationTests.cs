using System.Collections.Immutable;
using LabActors.Core.Reduction;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>What comes from a simulated device says so, each datum by itself; a device that does not answer is missing, and nothing else.</summary>
public sealed class SimulationTests
{
    private static readonly TestScripts Scripts = new()
    {
        Extraction = """
            def main():
                open('D')
                get_pressure('bone_micro_ion_controller', 'IG')
                enable()
                extract(1)
                end_extract()
            """,
        Measurement = """
            def main():
                activate_detectors('H1', 'AX')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=5, inlet='R', outlet='O', delay=0)
                peak_center(detector='H1', isotope='Ar40')
                multicollect(ncounts=3, integration_time=1.048576)
            """,
    };

    [Fact]
    public async Task All_data_of_a_simulated_laboratory_are_marked()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts);
        lab.On<ReadingTaken>(r => r.Count == 2, node => node.Instrument("Argus").Tell(new LabActors.Actors.Execution.QueueProtocol.AbortRun("test", "for a safe state"), Akka.Actor.ActorRefs.NoSender));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        lab.Of<ReadingTaken>().ShouldNotBeEmpty();
        lab.Of<ReadingTaken>().ShouldAllBe(r => r.Event.Simulated);
        lab.Of<PeakCenterMeasured>().Single().Event.Simulated.ShouldBeTrue();
        lab.Of<ValveActuated>().ShouldNotBeEmpty();
        lab.Of<MagnetPositioned>().ShouldNotBeEmpty();
        lab.Of<MagnetPositioned>().ShouldAllBe(m => m.Event.Simulated);
        lab.Of<IntegrationTimeChanged>().ShouldNotBeEmpty();
        lab.Of<IntegrationTimeChanged>().ShouldAllBe(i => i.Event.Simulated);
        lab.Of<InletOpened>().ShouldNotBeEmpty();
        lab.Of<InletOpened>().ShouldAllBe(i => i.Event.Simulated);
        lab.Of<InletClosed>().ShouldAllBe(i => i.Event.Simulated);
        lab.Of<ValveActuated>().ShouldAllBe(v => v.Event.Simulated);
        lab.Of<SafeStateReached>().Single().Event.Steps.ShouldAllBe(s => s.Simulated);
        Outcomes(lab, "get_pressure", "extract", "open", "peak_center").ShouldAllBe(c => c);
        Record(lab).Simulated.ShouldBeTrue();
        Record(lab).Series.ShouldAllBe(s => s.Simulated);
        Record(lab).PeakCenters.ShouldAllBe(p => p.Simulated);
    }

    [Fact]
    public async Task A_mixed_run_is_marked_datum_by_datum()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts, ports => ports with
        {
            Spectrometers = ports.Spectrometers.ToImmutableDictionary(s => s.Key, s => (Func<ISpectrometerPort>)(() => new RealSpectrometer(s.Value()))),
            Simulated = ports.Simulated.Remove("Argus"),
        });

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        lab.Runs().Single().State.ShouldBe("success");
        lab.Of<ReadingTaken>().ShouldNotBeEmpty();
        lab.Of<ReadingTaken>().ShouldAllBe(r => !r.Event.Simulated);
        lab.Of<MagnetPositioned>().ShouldAllBe(m => !m.Event.Simulated);
        lab.Of<IntegrationTimeChanged>().ShouldAllBe(i => !i.Event.Simulated);
        lab.Of<InletOpened>().ShouldAllBe(i => i.Event.Simulated);
        lab.Of<PeakCenterMeasured>().Single().Event.Simulated.ShouldBeFalse();
        lab.Of<ValveActuated>().ShouldAllBe(v => v.Event.Simulated);
        Outcomes(lab, "get_pressure", "extract", "open").ShouldAllBe(c => c);
        Outcomes(lab, "peak_center").ShouldAllBe(c => !c);
        Record(lab).Simulated.ShouldBeTrue("the laser and the line were simulated");
        Record(lab).Series.ShouldAllBe(s => !s.Simulated);
    }

    [Fact]
    public async Task A_device_that_does_not_answer_is_missing_and_never_simulated()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts with { Measurement = """
            def main():
                activate_detectors('H1', 'AX')
                multicollect(ncounts=3, integration_time=1.048576)
            """ }, ports => ports with
        {
            Spectrometers = ports.Spectrometers.ToImmutableDictionary(s => s.Key, s => (Func<ISpectrometerPort>)(() => new RealSpectrometer(s.Value()) { Silent = true })),
            Simulated = ports.Simulated.Remove("Argus"),
        });

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        lab.Of<ReadingTaken>().ShouldBeEmpty();
        lab.Runs().Single().State.ShouldBe("failed");
        lab.Runs().Single().Finished!.Cause.ShouldContain("gave nothing");
    }

    private static IEnumerable<bool> Outcomes(TestLaboratory lab, params string[] names)
    {
        var run = lab.Runs().Single();
        var asked = run.Of<CommandRequested>().Where(c => names.Contains(c.Name)).Select(c => (c.Kind, c.Seq)).ToHashSet();
        asked.ShouldNotBeEmpty();
        return run.Of<CommandCompleted>().Where(c => asked.Contains((c.Kind, c.Seq))).Select(c => c.Simulated);
    }

    private static RunRecord Record(TestLaboratory lab) => RunRecord.Fold(lab.Runs().Single().Events);

    /// <summary>A spectrometer that is no simulation as far as anybody can see.</summary>
    private sealed class RealSpectrometer(ISpectrometerPort inner) : ISpectrometerPort
    {
        public bool Silent { get; init; }

        public ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation) => inner.SetIntegrationTime(seconds, cancellation);

        public async ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation) =>
            Silent ? throw new TimeoutException("silence") : await inner.ReadIntensities(cancellation) with { Simulated = false };

        public ValueTask PositionMagnet(double dac, CancellationToken cancellation) => inner.PositionMagnet(dac, cancellation);

        public async ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation) => await inner.ReadMagnet(cancellation) with { Simulated = false };

        public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation) => inner.SetDeflection(detector, value, cancellation);

        public async ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) =>
            await inner.ReadDeflection(detector, cancellation) with { Simulated = false };

        public ValueTask Protect(string detector, bool on, CancellationToken cancellation) => inner.Protect(detector, on, cancellation);

        public ValueTask Blank(bool on, CancellationToken cancellation) => inner.Blank(on, cancellation);

        public ValueTask SetParameter(string parameter, double value, CancellationToken cancellation) => inner.SetParameter(parameter, value, cancellation);

        public async ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation) =>
            await inner.ReadParameter(parameter, cancellation) with { Simulated = false };
    }
}
