using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <summary>
/// Centres one peak and dies. Sweeps the magnet over where the field table has the isotope, reading at each step after two
/// integration times (the first of them may have begun before the move), finds the centre, puts the magnet there and tells its
/// run; persists nothing. When there is no whole peak it tries again about the maximum with a window wider by a tenth; when that
/// fails too, or it is stopped on the way, it puts the magnet back to where it was. The field table is left alone: that is for the run to say.
/// </summary>
public sealed class PeakCenterActor : ReceiveActor, IWithTimers
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
    private double? _before;
    private double _window;
    private int _try;
    private bool _simulated;
    private long _asked;
    private Action<object?>? _then;
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
        IActorRef? run)
    {
        (_instrument, _parameters, _detector, _isotope, _spectrometer, _integrationSeconds, _tries) =
            (instrument, parameters, detector, isotope, spectrometer, integrationSeconds, tries);
        _run = run ?? Context.Parent;
        Receive<Done>(d => Continue(d.Value), d => d.CommandId == CommandId);
        Receive<IntensitiesAre>(i => Continue(i), i => i.CommandId == CommandId);
        Receive<Refused>(r => OnRefused(r.Reason), r => r.CommandId == CommandId);
        Receive<StepSettled>(_ => Ask(id => new ReadIntensities(id), Read));
        Receive<Done>(_ => { });
        Receive<IntensitiesAre>(_ => { });
        Receive<Refused>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string CommandId => $"{Self.Path.Name}/{_asked}";

    /// <summary>A peak center for a run.</summary>
    /// <param name="instrument">Its definition; window, step, percentage and least height are its <see cref="InstrumentDefinition.PeakCenter"/>.</param>
    /// <param name="detector">Reference detector.</param>
    /// <param name="isotope">Isotope on it, or a mass.</param>
    /// <param name="spectrometer">The spectrometer's actor.</param>
    /// <param name="integrationSeconds">Integration time of a step, s.</param>
    /// <param name="parameters">Other parameters than the instrument's; null for those.</param>
    /// <param name="tries">Sweeps before it gives up.</param>
    /// <param name="run">Who is told; the parent when null.</param>
    public static Props Props(
        InstrumentDefinition instrument,
        string detector,
        string isotope,
        IActorRef spectrometer,
        double integrationSeconds,
        PeakCenterDefinition? parameters = null,
        int tries = 2,
        IActorRef? run = null)
    {
        var used = parameters ?? instrument.PeakCenter;
        return Akka.Actor.Props.Create(() => new PeakCenterActor(instrument, used, detector, isotope, spectrometer, integrationSeconds, tries, run));
    }

    /// <inheritdoc/>
    protected override void PreStart() => Ask(id => new SetIntegrationTime(id, _integrationSeconds), legal =>
    {
        _integration = (double)legal!;
        Ask(id => new ReadMagnet(id), dac =>
        {
            _before = (double)dac!;
            Ask(id => new PositionMagnet(id, _isotope, _detector, false), expected =>
            {
                _window = _parameters.WindowDac;
                Sweep((double)expected!);
            });
        });
    });

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (_ending is null && _before is { } dac)
        {
            _spectrometer.Tell(Magnet($"{Self.Path.Name}/restore", dac), ActorRefs.NoSender);
        }
    }

    private void Sweep(double centre)
    {
        _try++;
        _dacs.Clear();
        _intensities.Clear();
        _others.Clear();
        var (min, max) = (_instrument.Magnet.MinDac, _instrument.Magnet.MaxDac);
        var count = (int)Math.Round(_window / _parameters.StepDac) + 1;
        var up = Enumerable.Range(0, count)
            .Select(i => centre + ((i - ((count - 1) / 2.0)) * _parameters.StepDac))
            .Where(d => d >= min && d <= max)
            .ToArray();
        _steps = new Queue<double>(_parameters.Direction switch
        {
            PeakCenterDirection.Decrease => up.Reverse(),
            PeakCenterDirection.Oscillate => up.Concat(up.Reverse()),
            _ => up,
        });
        Step();
    }

    private void Step()
    {
        if (_steps.TryPeek(out var dac))
        {
            Ask(id => Magnet(id, dac), _ => Timers.StartSingleTimer("step", new StepSettled(), TimeSpan.FromSeconds(2 * _integration)));
        }
        else
        {
            Evaluate();
        }
    }

    private void Read(object? answer)
    {
        var dac = _steps.Dequeue();
        var read = (IntensitiesAre)answer!;
        _simulated |= read.Simulated;
        var intensities = read.Intensities;
        var name = _instrument.FindDetector(_detector)!.Name;
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

        Step();
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

    /// <summary>Detectors that gave nothing at some step are left out of the others.</summary>
    private PeakCenterResult Result(double? centre, string reason, PeakShape? shape) => new(
        centre,
        [.. _dacs],
        [.. _intensities],
        reason,
        shape,
        _others.Where(o => o.Value.Count == _dacs.Count).ToImmutableDictionary(o => o.Key, o => o.Value.ToImmutableArray()),
        _simulated);

    private void Fail(string reason)
    {
        var result = Result(null, reason, null);
        if (_before is { } before)
        {
            End(result, before);
        }
        else
        {
            Tell(result);
        }
    }

    private void End(PeakCenterResult result, double dac)
    {
        _ending = result;
        Ask(id => Magnet(id, dac), _ => Tell(result));
    }

    private void Tell(PeakCenterResult result)
    {
        _ending = result;
        _run.Tell(result);
        Context.Stop(Self);
    }

    private PositionMagnet Magnet(string id, double dac) => new(id, dac.ToString("R", CultureInfo.InvariantCulture), _detector, UseDac: true);

    private void Ask(Func<string, object> command, Action<object?> then)
    {
        _asked++;
        _then = then;
        _spectrometer.Tell(command(CommandId));
    }

    private void Continue(object? answer)
    {
        var then = _then;
        _then = null;
        then?.Invoke(answer);
    }

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
