using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>What the run records of itself beside its steps: programs, surroundings, settings of the spectrometer; its recorders; and that it leaves the laser off.</summary>
public sealed partial class RunActor
{
    private static readonly TimeSpan SettingsLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RecorderPeriod = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, IActorRef> _recorders = [];
    private readonly Dictionary<string, TimeSpan> _recorderPeriods = [];
    private (string State, string Cause)? _end;
    private readonly Dictionary<string, Action<object>> _asked = [];

    /// <summary>Commands reach devices through actors that wait for those that are silent.</summary>
    private RunServices WithPatience(RunServices services)
    {
        var device = _order.Device?.Name ?? "";
        return services with
        {
            Spectrometer = Patient(_order.Instrument.Name, services.Spectrometer, "spectrometer"),
            Line = Patient("gauges", services.Line, "line"),
            ExtractionDevices = services.ExtractionDevices.TryGetValue(device, out var actor)
                ? services.ExtractionDevices.SetItem(device, Patient(device, actor, "extraction-device"))
                : services.ExtractionDevices,
            Cryostats = services.Cryostats.ToImmutableDictionary(c => c.Key, c => Patient(c.Key, c.Value, $"cryostat-{Uri.EscapeDataString(c.Key)}")),
        };

        IActorRef Patient(string name, IActorRef behind, string child) =>
            Context.ActorOf(PatientDeviceActor.Props(name, behind, services.Waiting), $"patient-{child}");
    }

    private ProvenanceNoted Provenance()
    {
        var p = _services.Provenance;
        return new ProvenanceNoted(Now, p.Node, p.Version, p.PythonVersion, p.Runtime, p.LabSha256, p.Seed);
    }

    private IEnumerable<IJournalEvent> SensitivityMultiplier(RunScripts scripts)
    {
        if (scripts.Documents.TryGetValue(ScriptKind.Extraction, out var extraction) && extraction.Metadata.SensitivityMultiplier is { } multiplier)
            yield return new SensitivityMultiplierRead(Now, multiplier);
    }

    private void ReadCircumstances(string when) => Context.ActorOf(
        CircumstancesActor.Props(when, _services.Environment, when == CircumstancesActor.AtSave ? _services.Line : ActorRefs.Nobody), $"circumstances-{when}");

    private void CircumstancesRead(CircumstancesActor.Read read)
    {
        if (read.When != CircumstancesActor.AtSave)
        {
            Write(read.Facts);
            return;
        }

        var (state, cause) = _end!.Value;
        Write([new StepStarted(Now, "save"), .. read.Facts, new StepEnded(Now, "save", "done", ""), new RunEnded(Now, state, cause)], LearnAndTellOver);
    }

    /// <summary>Settings are worth a reading, not a run: the step goes on whatever comes of it.</summary>
    private void ReadSettings(string when, Action then)
    {
        if (_ending is not null || !_loaded!.Documents.ContainsKey(ScriptKind.Measurement) || _run.SettingsRead.Contains(when))
        {
            then();
            return;
        }

        var read = new InstrumentProtocol.ReadSettings($"{_order.RunUuid}/settings/{when}", _run.Measurement.IntegrationSeconds);
        Ask(_services.Spectrometer, read.CommandId, read, SettingsLimit, answer =>
        {
            if (answer is not InstrumentProtocol.Done { Value: SpectrometerSettings settings } done)
            {
                Note("warning", $"the settings of {_order.Instrument.Name} were not read at the {when} of the measurement: {(answer as InstrumentProtocol.Refused)?.Reason}");
                UnlessEnding(then);
                return;
            }

            var hash = settings.Sha1();
            Write(
                [new MeasurementEvents.SpectrometerSettingsRead(Now, when, hash, hash == _run.SettingsSha1 ? null : settings, done.Simulated)],
                () => UnlessEnding(then));
        });
    }

    /// <summary>
    /// A laser is off when its extraction is over, whatever the script did: a sample that waits under a beam for its turn is lost, and so is a night. A furnace
    /// stays as the script left it.
    /// </summary>
    private void LeaveDeviceOff(Action then)
    {
        if (_ending is not null || _order.Device is not { Kind: ExtractionDeviceKind.Laser or ExtractionDeviceKind.Uv } device)
        {
            then();
            return;
        }

        var leave = new InstrumentProtocol.LeaveOff($"{_order.RunUuid}/leave-off");
        Ask(_services.ExtractionDevice(device.Name), leave.CommandId, leave, _services.Waiting.Limit + SettingsLimit, answer =>
        {
            switch (answer)
            {
                case InstrumentProtocol.Done { Value: string { Length: > 0 } words }:
                    Note("warning", $"{device.Name} was on when the extraction was over, or did not tell that it was off; it was switched off: {words}");
                    UnlessEnding(then);
                    break;
                case InstrumentProtocol.Refused refused:
                    Fail($"{device.Name} could not be switched off after the extraction: {refused.Reason}");
                    break;
                default:
                    UnlessEnding(then);
                    break;
            }
        });
    }

    private void UnlessEnding(Action then)
    {
        if (_ending is null)
            then();
    }

    /// <summary>Asks a device's actor on the run's own behalf; the answer is <c>Done</c> or <c>Refused</c>, the latter also when none comes.</summary>
    private void Ask(IActorRef device, string id, object request, TimeSpan limit, Action<object> then)
    {
        _asked[id] = then;
        Timers.StartSingleTimer(id, new Overdue(id), limit);
        device.Tell(request);
    }

    private void Answered(string id, object answer)
    {
        if (!_asked.Remove(id, out var then))
            return;
        Timers.Cancel(id);
        then(answer);
    }

    private void StartRecorder(CommandPlan.StartRecorder start)
    {
        StopRecorder(start.Name);
        _recorders[start.Name] = Context.ActorOf(start.Props(_recorderPeriods.GetValueOrDefault(start.Name, RecorderPeriod)));
    }

    private void StopRecorder(string name)
    {
        if (_recorders.Remove(name, out var recorder))
            Context.Stop(recorder);
    }

    private void StopRecorders()
    {
        foreach (var name in _recorders.Keys.ToArray())
            StopRecorder(name);
    }

    private sealed record Overdue(string Id);
}
