using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.SpectrometerTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.InstrumentEvents;
using Failed = LabActors.Actors.Devices.DeviceProtocol.Failed;

namespace LabActors.Actors.Instruments;

/// <summary>
/// One mass spectrometer. Owns its field table and the moves of its magnet, which it journals under <c>spectrometer-NAME</c>, and the order of those moves;
/// receives every <see cref="ISpectrometerCommand"/>. Moves of the magnet are made one after another, each with its settling
/// time; readings wait for nothing. What it does not have is refused with a reason before the instrument is asked.
/// Dies with its instrument.
/// </summary>
public sealed partial class SpectrometerActor : JournaledActor, IWithTimers
{
    private readonly InstrumentDefinition _instrument;
    private readonly IActorRef _box;
    private readonly Queue<(PositionMagnet Command, MagnetTarget Target, IActorRef Asker)> _moves = [];
    private readonly HashSet<string> _protected = new(StringComparer.Ordinal);
    private readonly List<FieldTableUpdated> _corrections = [];
    private MagnetFieldTable _table;
    private DeviceCalls _calls = null!;
    private MagnetMoveBegan? _move;
    private bool _moving;

    /// <summary>See <see cref="Props"/>.</summary>
    public SpectrometerActor(InstrumentDefinition instrument, IActorRef box)
        : base($"spectrometer-{instrument.Name}")
    {
        (_instrument, _box, _table) = (instrument, box, MagnetFieldTable.Of(instrument));
        Applies<MagnetMoveBegan>(e => _move = e);
        Applies<FieldTableUpdated>(Correct);
        Keeps<SpectrometerSnapshot>(() => new SpectrometerSnapshot(SnapshotBuild.Current, _move, [.. _corrections]), kept =>
        {
            _move = kept.Move;
            foreach (var correction in kept.Corrections)
                Correct(correction);
        });
        Command<SetIntegrationTime>(OnSetIntegrationTime);
        Command<PositionMagnet>(OnPositionMagnet);
        Command<ReadMagnet>(c => Call(c, key => SpectrometerTransactions.ReadMagnet(key), ValueOf));
        Command<ReadIntensities>(OnReadIntensities);
        Command<SetDeflection>(OnSetDeflection);
        Command<GetDeflection>(c => WithDetector(c, c.Detector, d => Call(c, key => ReadDeflection(key, d.Name), ValueOf)));
        Command<SetParameter>(OnSetParameter);
        Command<ReadSettings>(c => Call(c, key => SpectrometerTransactions.ReadSettings(key, _instrument, c.IntegrationSeconds), settings => settings));
        Command<ProtectDetector>(OnProtect);
        Command<RawCommand>(c => Refuse(c, $"{_instrument.Name} takes no raw commands: its driver offers none"));
        Command<UpdateFieldTable>(OnUpdateFieldTable);
        Command<MakeSpectrometerSafe>(OnMakeSafe);
        Command<Settled>(OnSettled);
        Command<Look>(OnLook);
        Command<TryRestore>(_ => OnTryRestore());
        Command<DeviceProtocol.Completed>(PassOn);
        Command<Failed>(PassOn);
        Command<DeviceCalls.Unanswered>(PassOn);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A spectrometer over its box.</summary>
    /// <param name="instrument">Its definition.</param>
    /// <param name="box">Device actor over <see cref="ISpectrometerPort"/>.</param>
    public static Props Props(InstrumentDefinition instrument, IActorRef box) =>
        Akka.Actor.Props.Create(() => new SpectrometerActor(instrument, box));

    /// <inheritdoc/>
    protected override void OnRecovered() => _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);

    private void Correct(FieldTableUpdated correction)
    {
        _corrections.Add(correction);
        _table = _table.Corrected(correction.Isotope, correction.Detector, correction.Dac);
    }

    private void PassOn(object answer) => _calls.Answer(answer);

    private void OnSetIntegrationTime(SetIntegrationTime command)
    {
        if (!(command.Seconds > 0 && double.IsFinite(command.Seconds)))
        {
            Refuse(command, string.Create(CultureInfo.InvariantCulture, $"an integration time of {command.Seconds} s was asked for, more than 0 was expected"));
            return;
        }

        Call(command, key => SpectrometerTransactions.SetIntegrationTime(key, _instrument.LegalIntegrationTime(command.Seconds)), value => value);
    }

    private void OnReadIntensities(ReadIntensities command)
    {
        var asker = Sender;
        _calls.Send(
            _box,
            SpectrometerTransactions.ReadIntensities,
            value => asker.Tell(IntensitiesOf(command.CommandId, (Reading<IonIntensities>)value!)),
            failed => asker.Tell(new Refused(command.CommandId, failed.Reason, failed.Failure)));
    }

    private IntensitiesAre IntensitiesOf(string commandId, Reading<IonIntensities> reading)
    {
        // What began before the magnet stood holds something of another mass.
        var quality = reading.Quality == Quality.Good && reading.Value.Began < _settledAt ? Quality.Stale : reading.Quality;
        var read = quality == Quality.Good ? reading.Value.Detectors : ImmutableDictionary<string, double>.Empty;
        var word = quality == Quality.Good ? "missing" : quality.ToString().ToLowerInvariant();
        var beams = _instrument.Detectors.Where(d => Known(read, d)).ToDictionary(d => d.Name, d => d.Beam(read[d.Name]));
        return new IntensitiesAre(
            commandId,
            reading.Instant,
            beams.Where(b => double.IsFinite(b.Value)).ToImmutableDictionary(b => b.Key, b => b.Value),
            _instrument.Detectors.Where(d => !Known(read, d)).ToImmutableDictionary(d => d.Name, _ => word)
                .AddRange(beams.Where(b => !double.IsFinite(b.Value)).Select(b => KeyValuePair.Create(b.Key, "saturated"))),
            reading.Simulated);
    }

    private static bool Known(ImmutableDictionary<string, double> read, DetectorDefinition detector) =>
        read.TryGetValue(detector.Name, out var value) && double.IsFinite(value);

    private void OnSetDeflection(SetDeflection command) => WithDetector(command, command.Detector, detector =>
    {
        var value = command.Value ?? detector.Deflection;
        Call(command, key => SpectrometerTransactions.SetDeflection(key, detector.Name, value), _ => value);
    });

    private void OnSetParameter(SetParameter command)
    {
        // Scripts and instruments call the accelerating voltage HV.
        var name = LabNames.Same(command.Parameter, "HV") && _instrument.FindSourceParameter("HV") is null ? "HighVoltage" : command.Parameter;
        if (_instrument.FindSourceParameter(name) is not { } parameter)
        {
            Refuse(command, $"{_instrument.Name} has no source parameter {command.Parameter}, only {string.Join(", ", _instrument.Source.Select(p => p.Name))}");
        }
        else if (!(command.Value >= parameter.Min && command.Value <= parameter.Max))
        {
            Refuse(command, string.Create(
                CultureInfo.InvariantCulture, $"{parameter.Name} {command.Value} is outside of {parameter.Min} to {parameter.Max}"));
        }
        else
        {
            Call(command, key => SpectrometerTransactions.SetParameter(key, parameter.Name, command.Value), _ => command.Value);
        }
    }

    private void OnProtect(ProtectDetector command) => WithDetector(command, command.Detector, detector =>
    {
        // Known before the answer comes: a magnet move that ends meanwhile must not expose it.
        _ = command.On && _protected.Add(detector.Name);
        Call(command, key => Protect(key, detector.Name, command.On), _ =>
        {
            _ = !command.On && _protected.Remove(detector.Name);
            return command.On;
        });
    });

    private void OnUpdateFieldTable(UpdateFieldTable command)
    {
        var dac = command.Dac.ToString("R", CultureInfo.InvariantCulture);
        if (_instrument.FindIsotope(command.Isotope) is not { } isotope)
        {
            Refuse(command, $"{_instrument.Name} has no isotope {command.Isotope}");
        }
        else if (_table.Locate(dac, command.Detector, true, out var reason) is not { } target)
        {
            Refuse(command, reason);
        }
        else
        {
            var asker = Sender;
            Journal(
                new FieldTableUpdated(Now, isotope.Name, _instrument.FindDetector(command.Detector)!.Name, target.Dac, _calls.Simulated),
                _ => asker.Tell(new Done(command.CommandId, target.Dac, _calls.Simulated)));
        }
    }

    private void OnMakeSafe(MakeSpectrometerSafe command)
    {
        while (_moves.TryDequeue(out var move))
        {
            move.Asker.Tell(new Refused(move.Command.CommandId, "the spectrometer is made safe"));
        }

        var asker = Sender;
        var detectors = _protected.Union(_instrument.Magnet.ProtectedDetectors, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        _protected.Clear();
        var steps = new SafeSteps(
            detectors.Length + 1,
            (words, _) => asker.Tell(new Done(command.CommandId, words, _calls.Simulated)),
            (words, failure) => asker.Tell(new Refused(command.CommandId, words, failure)));
        foreach (var detector in detectors)
        {
            Step(steps, $"{detector} exposed", key => Protect(key, detector, false));
        }

        Step(steps, "beam unblanked", Unblank);
    }

    private void Step(SafeSteps steps, string what, Func<object, object> transaction) => _calls.Send(
        _box, transaction, _ => steps.Did(what), failed => steps.Failed(what, failed.Reason, failed.Failure));

    private void WithDetector(ISpectrometerCommand command, string name, Action<DetectorDefinition> then)
    {
        if (_instrument.FindDetector(name) is { } detector)
        {
            then(detector);
        }
        else
        {
            Refuse(command, $"{_instrument.Name} has no detector {name}, only {string.Join(", ", _instrument.Detectors.Select(d => d.Name))}");
        }
    }

    private void Call(ISpectrometerCommand command, Func<object, object> transaction, Func<object?, object?> result)
    {
        var asker = Sender;
        _calls.Send(
            _box,
            transaction,
            value => asker.Tell(result(value) is { } answer
                ? new Done(command.CommandId, answer, _calls.Simulated)
                : new Refused(command.CommandId, $"{_instrument.Name} gave no value", DeviceFailure.Unanswered)),
            failed => asker.Tell(new Refused(command.CommandId, failed.Reason, failed.Failure)));
    }

    private void Refuse(ISpectrometerCommand command, string reason) => Sender.Tell(new Refused(command.CommandId, reason));

    private static object? ValueOf(object? value) => value is Reading<double> { Quality: Quality.Good } reading ? reading.Value : null;

    private sealed record Settled(string CommandId, double Dac, IActorRef Asker, DateTimeOffset At, bool Simulated);

    private sealed record Look(MagnetMoveBegan Move, IActorRef Asker, DateTimeOffset Until);

    private sealed record TryRestore;
}
