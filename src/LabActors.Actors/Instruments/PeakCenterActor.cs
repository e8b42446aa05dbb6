using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <summary>
/// Centres one peak and dies. Sweeps the magnet over where the field table has the isotope, reading at each step after two
/// integration times (the first of them may have begun before the move), finds the centre, puts the magnet there and tells its
/// run, which journals each step as it is read; persists nothing itself. A sweep that an outage cut off goes on at its next step. When there is no whole peak it tries again about the maximum with a window wider by a tenth; when that
/// fails too, or it is stopped on the way, it puts the magnet back to where it was. The field table is left alone: that is for the run to say.
/// </summary>
public sealed partial class PeakCenterActor : ReceiveActor, IWithTimers
{
    private const double Widening = 1.1;
    private readonly InstrumentDefinition _instrument;
    private readonly PeakCenterDefinition _parameters;
    private readonly string _detector;
    private readonly string _isotope;
    private readonly IActorRef _spectrometer;
    private readonly IActorRef _run;
    private readonly double _integrationSeconds;
    private readonly int _tries;
    private readonly List<double> _dacs = [];
    private readonly List<double> _intensities = [];
    private readonly Dictionary<string, List<double>> _others = new(StringComparer.Ordinal);
    private Queue<double> _steps = [];
    private double _integration;
    private readonly string _id;
    private readonly PeakScan? _resumed;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private DateTimeOffset _stepBegan;
    private string _awaited = "";
    private double? _before;
    private double _window;
    private int _try;
    private int _taken;
    private bool _simulated;
    private Action<object>? _then;
    private PeakCenterResult? _ending;

    /// <summary>See <see cref="Props"/>.</summary>
    public PeakCenterActor(
        InstrumentDefinition instrument,
        PeakCenterDefinition parameters,
        string detector,
        string isotope,
        IActorRef spectrometer,
        double integrationSeconds,
        int tries,
        IActorRef? run,
        string id,
        PeakScan? resumed)
    {
        (_id, _resumed) = (id, resumed);
        (_instrument, _parameters, _detector, _isotope, _spectrometer, _integrationSeconds, _tries) =
            (instrument, parameters, detector, isotope, spectrometer, integrationSeconds, tries);
        _run = run ?? Context.Parent;
        Receive<Done>(Continue, d => d.CommandId == CommandId);
        Receive<IntensitiesAre>(Continue, i => i.CommandId == CommandId);
        Receive<Refused>(r => OnRefused(r.Reason), r => r.CommandId == CommandId);
        Receive<StepSettled>(_ => Ask($"{Step}/read", id => new ReadIntensities(id), Read));
        Receive<Done>(_ => { });
        Receive<IntensitiesAre>(_ => { });
        Receive<Refused>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string CommandId => $"{_id}/{_awaited}";

    private string Step => $"sweep{_try}/{_taken}";

    /// <summary>A peak center for a run.</summary>
    /// <param name="instrument">Its definition; window, step, percentage and least height are its <see cref="InstrumentDefinition.PeakCenter"/>.</param>
    /// <param name="detector">Reference detector.</param>
    /// <param name="isotope">Isotope on it, or a mass.</param>
    /// <param name="spectrometer">The spectrometer's actor.</param>
    /// <param name="integrationSeconds">Integration time of a step, s.</param>
    /// <param name="parameters">Other parameters than the instrument's; null for those.</param>
    /// <param name="tries">Sweeps before it gives up.</param>
    /// <param name="run">Who is told; the parent when null.</param>
    /// <param name="id">Unique to this peak center over the whole laboratory.</param>
    /// <param name="resumed">What was read of it before an outage; null when it begins.</param>
    public static Props Props(
        InstrumentDefinition instrument,
        string detector,
        string isotope,
        IActorRef spectrometer,
        double integrationSeconds,
        PeakCenterDefinition? parameters = null,
        int tries = 2,
        IActorRef? run = null,
        string? id = null,
        PeakScan? resumed = null)
    {
        var used = parameters ?? instrument.PeakCenter;
        var name = id ?? $"peak-{Guid.NewGuid():N}";
        return Akka.Actor.Props.Create(() => new PeakCenterActor(instrument, used, detector, isotope, spectrometer, integrationSeconds, tries, run, name, resumed));
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_resumed is { } scan)
        {
            GoOn(scan);
            return;
        }

        Ask("integration", id => new SetIntegrationTime(id, _integrationSeconds), legal =>
        {
            _integration = (double)((Done)legal).Value!;
            Ask("before", id => new ReadMagnet(id), dac =>
            {
                _before = (double)((Done)dac).Value!;
                Ask("expected", id => new PositionMagnet(id, _isotope, _detector, false), expected =>
                {
                    _window = _parameters.WindowDac;
                    Sweep((double)((Done)expected).Value!);
                });
            });
        });
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (_ending is null && _before is { } dac)
        {
            _spectrometer.Tell(Magnet($"{_id}/restore", dac), ActorRefs.NoSender);
        }
    }

    private void Sweep(double centre)
    {
        _try++;
        _taken = 0;
        _dacs.Clear();
        _intensities.Clear();
        _others.Clear();
        _steps = StepsAround(centre);
        _stepBegan = _clock.Now;
        _run.Tell(new CommandProtocol.Facts([new MeasurementEvents.PeakScanBegan(_stepBegan, _detector, _isotope, _try, _before!.Value, centre, _window, _integration)]));
        NextStep();
    }

    private Queue<double> StepsAround(double centre)
    {
        var (min, max) = (_instrument.Magnet.MinDac, _instrument.Magnet.MaxDac);
        var count = (int)Math.Round(_window / _parameters.StepDac) + 1;
        var up = Enumerable.Range(0, count)
            .Select(i => centre + ((i - ((count - 1) / 2.0)) * _parameters.StepDac))
            .Where(d => d >= min && d <= max)
            .ToArray();
        return new Queue<double>(_parameters.Direction switch
        {
            PeakCenterDirection.Decrease => up.Reverse(),
            PeakCenterDirection.Oscillate => up.Concat(up.Reverse()),
            _ => up,
        });
    }

    private void GoOn(PeakScan scan)
    {
        (_try, _before, _window, _integration) = (scan.Began.Sweep, scan.Began.Before, scan.Began.Window, scan.Began.Integration);
        _steps = StepsAround(scan.Began.Center);
        _stepBegan = scan.Began.At;
        foreach (var read in scan.Reads)
        {
            Take(_steps.Dequeue(), read.Intensities, read.Simulated);
            _stepBegan = read.At;
        }

        Ask("integration", id => new SetIntegrationTime(id, _integrationSeconds), _ => NextStep());
    }

    /// <summary>A step that an outage cut off has had its time from when the magnet stood there.</summary>
    private void NextStep()
    {
        if (_steps.TryPeek(out var dac))
        {
            Ask(Step, id => Magnet(id, dac), moved =>
            {
                var left = (((Done)moved).At ?? _stepBegan) + TimeSpan.FromSeconds(2 * _integration) - _clock.Now;
                Timers.StartSingleTimer("step", new StepSettled(), left > TimeSpan.Zero ? left : TimeSpan.Zero);
            });
        }
        else
        {
            Evaluate();
        }
    }

    private void Read(object answer)
    {
        var dac = _steps.Dequeue();
        var read = (IntensitiesAre)answer;
        _stepBegan = _clock.Now;
        Take(dac, read.Intensities, read.Simulated);
        _run.Tell(new CommandProtocol.Facts([new MeasurementEvents.PeakScanRead(_stepBegan, dac, read.Intensities, read.Simulated)]));
        NextStep();
    }

    private void Take(double dac, ImmutableDictionary<string, double> intensities, bool simulated)
    {
        _simulated |= simulated;
        var name = _instrument.FindDetector(_detector)!.Name;
        _taken++;
        if (intensities.TryGetValue(name, out var intensity))
        {
            _dacs.Add(dac);
            _intensities.Add(intensity);
            foreach (var (other, value) in intensities.Where(i => i.Key != name))
            {
                if (!_others.TryGetValue(other, out var values))
                {
                    _others[other] = values = [];
                }

                values.Add(value);
            }
        }
    }

    private void Evaluate()
    {
        var found = PeakCenter.Find(_dacs, _intensities, _parameters.Percent, _parameters.MinPeakHeightFa);
        if (found.Center is { } centre)
        {
            End(Result(centre, "", found.Shape), centre);
        }
        else if (_try < _tries && double.IsFinite(found.MaximumDac))
        {
            _window *= Widening;
            Sweep(found.MaximumDac);
        }
        else
        {
            Fail(found.Reason);
        }
    }

    private void OnRefused(string reason)
    {
        if (_ending is { } ending)
        {
            // The magnet could not be put where it belongs: said beside the result, which stands.
            Tell(ending with { Reason = ending.Reason.Length > 0 ? $"{ending.Reason}; the magnet was not put back: {reason}" : $"the magnet was not put there: {reason}" });
        }
        else
        {
            Fail(reason);
        }
    }

    /// <summary>What was read of a sweep before an outage.</summary>
    public sealed record PeakScan(MeasurementEvents.PeakScanBegan Began, ImmutableArray<MeasurementEvents.PeakScanRead> Reads);

    /// <summary>To the run, last: where the peak is.</summary>
    /// <param name="CenterDac">V; null when there is no peak, and then <paramref name="Reason"/> says why.</param>
    /// <param name="Dacs">DACs of the last sweep, V.</param>
    /// <param name="Intensities">fA at each, on the reference detector.</param>
    /// <param name="Reason">Why there is no centre; empty when all went well.</param>
    /// <param name="Shape">Flanks, heights and resolution; null when there is no centre.</param>
    /// <param name="Others">fA at each DAC on the other detectors.</param>
    /// <param name="Simulated">The intensities are a simulated spectrometer's.</param>
    public sealed record PeakCenterResult(
        double? CenterDac,
        ImmutableArray<double> Dacs,
        ImmutableArray<double> Intensities,
        string Reason,
        PeakShape? Shape,
        ImmutableDictionary<string, ImmutableArray<double>> Others,
        bool Simulated = false);

    private sealed record StepSettled;
}
