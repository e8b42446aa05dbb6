using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Tests.Execution;

public sealed class SettingsCheckTests
{
    private static readonly LabDefinition Lab = LabFile.Read(File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml")), Path.Combine(SourceTree.DemoLab, "lab.yaml")).Lab!;

    private static readonly InstrumentDefinition Argus = Lab.Instruments[0] with { Device = "argus", VerifySettings = SettingsPolicy.Set };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_spectrometer_that_is_to_be_set_is_set_and_read_again_before_a_run(bool obeys)
    {
        await using var node = TestNode.OnVirtualTime();
        var (source, detector) = (Argus.Source[0], Argus.Detectors[0]);
        var set = new SpectrometerSettings(
            Argus.Source.ToImmutableDictionary(p => p.Name, p => p.Value).SetItem(source.Name, source.Value - 10),
            Argus.Detectors.ToImmutableDictionary(d => d.Name, d => d.Deflection).SetItem(detector.Name, 2000),
            ImmutableDictionary<string, double>.Empty, 1, 5.9, ImmutableDictionary<string, string>.Empty);
        var spectrometer = new Probe(node.System, message => message switch
        {
            ReadSettings read => new Done(read.CommandId, set),
            SetParameter p => obeys ? Did(p.CommandId, () => set = set with { Source = set.Source.SetItem(p.Parameter, p.Value) }) : new Refused(p.CommandId, "the supply is off"),
            SetDeflection d => Did(d.CommandId, () => set = set with { Deflections = set.Deflections.SetItem(d.Detector, d.Value!.Value) }),
            _ => null,
        });
        var parent = new Probe(node.System);
        var order = new CheckOrder(Lab, Argus, [new ExperimentQueue { Name = "q", Runs = [new RunSpec { Labnumber = "1", MeasurementScript = "m" }] }], node.Clock.Now);
        var checks = new CheckServices(CheckSettings.Default, null!, ActorRefs.Nobody, ActorRefs.Nobody, ActorRefs.Nobody, []);
        var services = new RunServices(
            Lab, ActorRefs.Nobody, ActorRefs.Nobody, spectrometer.Ref, ImmutableDictionary<string, IActorRef>.Empty, new ScriptFiles("."), new Actors.Scripts.ScriptLimits(), null!, [], checks);
        var check = CheckActor.Props(order, [new SpectrometerSettingsCheck()], services);
        node.System.ActorOf(Props.Create(() => new Parent(check, parent.Ref)));

        if (obeys)
        {
            var passed = (await parent.Hears<CheckProtocol.Passed>())[0];
            (passed.Found, passed.IsWarning).ShouldBe(("Argus is set as lab.yaml has it, after it was set so", true));
            (set.Source[source.Name], set.Deflections[detector.Name]).ShouldBe((source.Value, detector.Deflection));
        }
        else
        {
            (await parent.Hears<CheckProtocol.Failed>())[0].Reason.ShouldBe($"Argus could not be set as lab.yaml has it: {source.Name}: the supply is off");
        }
    }

    private static Done Did(string id, Action change)
    {
        change();
        return new Done(id);
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(Props child, IActorRef ear)
        {
            Context.ActorOf(child);
            ReceiveAny(ear.Tell);
        }
    }
}
