using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>What the run records of itself beside its steps: programs, surroundings, settings of the spectrometer; and its recorders.</summary>
public sealed partial class RunActor
{
    private static readonly TimeSpan SettingsLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RecorderPeriod = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, IActorRef> _recorders = [];
    private readonly Dictionary<string, TimeSpan> _recorderPeriods = [];
    private (string State, string Cause)? _end;
    private string _settingsAsked = "";
    private string _settingsWhen = "";
    private Action? _afterSettings;

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
        if (_ending is not null || !_loaded!.Documents.ContainsKey(ScriptKind.Measurement))
        {
            then();
            return;
        }

        (_settingsWhen, _afterSettings, _settingsAsked) = (when, then, $"{_order.RunUuid}/settings/{when}");
        Timers.StartSingleTimer(SettingsOverdue.Instance, SettingsOverdue.Instance, SettingsLimit);
        _services.Spectrometer.Tell(new InstrumentProtocol.ReadSettings(_settingsAsked, _run.Measurement.IntegrationSeconds));
    }

    private void SettingsRead(SpectrometerSettings settings, bool simulated)
    {
        var hash = settings.Sha1();
        Write(
            [new MeasurementEvents.SpectrometerSettingsRead(Now, _settingsWhen, hash, hash == _run.SettingsSha1 ? null : settings, simulated)],
            AfterSettings);
    }

    private void SettingsNotRead(string reason)
    {
        Note("warning", $"the settings of {_order.Instrument.Name} were not read at the {_settingsWhen} of the measurement: {reason}");
        AfterSettings();
    }

    private void AfterSettings()
    {
        Timers.Cancel(SettingsOverdue.Instance);
        var then = _afterSettings;
        (_settingsAsked, _afterSettings) = ("", null);
        if (_ending is null)
            then?.Invoke();
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

    private sealed record SettingsOverdue
    {
        public static readonly SettingsOverdue Instance = new();
    }
}
