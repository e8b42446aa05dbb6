using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// What a run that was cut off finds of its hardware (<see cref="HardwareMatch"/>), and that it is brought to match what the run left: intent journaled, absolute commands one after another, outcome journaled.
/// </summary>
public sealed partial class RunActor
{
    // Equilibrations whose inlet is closed before its time: not gone on with before that is judged.
    private ImmutableArray<EquilibrationRecord> _brokenOff = [];
    private Action? _whenMatched;

    private void WithLine(Action<ExtractionLineProtocol.LineIs> then)
    {
        _whenLine = line => UnlessEnding(() => then(line));
        _services.Line.Tell(new ExtractionLineProtocol.GetLine());
    }

    /// <summary>Whatever is decided: an inlet that is open closes on time.</summary>
    private void GoOnWithInlets(ImmutableArray<EquilibrationRecord> equilibrations, Action then)
    {
        if (equilibrations.IsEmpty)
        {
            then();
            return;
        }

        WithLine(line =>
        {
            var closed = HardwareMatch.Of(_run, _services.Lab, new FoundHardware(line.Found, null, "", null))
                .Where(f => f.Step is MatchStep.OpenInlet || f.IsAgainst).Select(f => f.Difference.Device).ToHashSet(StringComparer.Ordinal);
            _brokenOff = [.. equilibrations.Where(e => e.Opened?.Inlets.Any(closed.Contains) == true)];
            foreach (var equilibration in equilibrations.Except(_brokenOff))
                GoOn(equilibration);
            then();
        });
    }

    private void FindHardware(Action<ImmutableArray<HardwareFinding>> then) => WithLine(line => ReadDevice((device, unread) => ReadSpectrometer(spectrometer =>
        then(HardwareMatch.Of(_run, _services.Lab, new FoundHardware(line.Found, device, unread, spectrometer))))));

    private void ReadDevice(Action<DeviceReadback?, string> then)
    {
        if (_order.Device is not { } device || !_run.IsRunning(ScriptKind.Extraction.Folder()))
        {
            then(null, "");
            return;
        }

        var read = new InstrumentProtocol.ReadStatus($"{_order.RunUuid}/recovery/{device.Name}");
        Ask(_services.ExtractionDevice(device.Name), read.CommandId, read, SettingsLimit, answer => UnlessEnding(() =>
        {
            if (answer is InstrumentProtocol.Done { Value: ExtractionDeviceStatus s } done)
                then(new DeviceReadback(s.Enabled, s.Output, s.Units, s.Position, done.Simulated), "");
            else
                then(null, $"it could not be read: {(answer as InstrumentProtocol.Refused)?.Reason}");
        }));
    }

    private void ReadSpectrometer(Action<SpectrometerReadback?> then)
    {
        if (!_run.HoldsSpectrometer)
        {
            then(null);
            return;
        }

        var read = new InstrumentProtocol.ReadSettings($"{_order.RunUuid}/recovery/settings", _run.Measurement.IntegrationSeconds);
        Ask(_services.Spectrometer, read.CommandId, read, SettingsLimit, answer => UnlessEnding(() => then(
            answer is InstrumentProtocol.Done { Value: SpectrometerSettings s } done ? new SpectrometerReadback(s.MagnetDac, s.Deflections, s.Source, done.Simulated) : null)));
    }

    private void BringToMatch(ImmutableArray<HardwareFinding> found, Action then)
    {
        ImmutableArray<MatchStep> steps = [.. found.Select(f => f.Step).OfType<MatchStep>()];
        var spoils = HardwareWords.Spoils(found);
        if (steps.IsEmpty && spoils.Length == 0)
        {
            then();
            return;
        }

        _whenMatched = then;
        Write([new HardwareMatchBegan(Now, [.. steps.Select(s => s.ToString())], spoils)], () =>
        {
            if (spoils.Length > 0)
                Context.Parent.Tell(new RunProtocol.EndQueueAfterThis(_order.RunUuid, spoils));
            Context.ActorOf(MatchActor.Props(new MatchActor.Order(
                $"{_order.RunUuid}/match/{LastSequenceNr}", steps, _services.Line, _services.ExtractionDevice(_order.Device?.Name ?? ""), _services.Spectrometer, _order.Instrument.AxialDetector, _order.RunId)
            { For = _order.Instrument.Name }));
        });
    }

    private void Matched(MatchActor.Ended ended)
    {
        var then = _whenMatched;
        _whenMatched = null;
        ImmutableArray<IJournalEvent> facts = [new HardwareMatchEnded(Now, ended.Failure), .. ended.Inlets];
        Write(facts, () => UnlessEnding(() =>
        {
            if (ended.Failure.Length > 0)
            {
                NotResumed($"not resumed: the hardware could not be brought to match: {ended.Failure}");
                return;
            }

            foreach (var equilibration in _brokenOff)
                GoOn(_run.Equilibrations.Last(e => e.Request == equilibration.Request));
            _brokenOff = [];
            then?.Invoke();
        }));
    }
}
