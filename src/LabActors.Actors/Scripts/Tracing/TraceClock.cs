using System.Globalization;
using System.Text.Json;
using LabActors.Core.Durations;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>
/// How long a script takes, by its own waits and counts. A sleep counts once; an interval lasts until its end or until
/// the work inside it is done, whichever is later; counts take the integration time; a baseline that moves the magnet
/// waits its settling time; equilibrate returns when its inlet is open, after its delay; a peak centre is 31 points of
/// two integrations; a hop is its counts at 1.1 s each and its settling time. Of a laboratory that is known
/// (<see cref="ScriptTimings"/>) valves and magnet take their settling times, and counts the integration time that its spectrometer has. What
/// depends on the gas or on people (acquire, pipettes, moves, whiff's branch) counts nothing. Units: s.
/// </summary>
internal sealed class TraceClock(ScriptTimings timings)
{
    private const double DefaultIntegration = 1.04;
    private const double HopCount = 1.1;
    private readonly Stack<Stack<(double End, int Line)>> intervals = new([new Stack<(double, int)>()]);
    private double integration = timings.Integration(DefaultIntegration);
    private string magnet = "";
    private double? inletOpens;
    private double? inletCloses;
    private double? postEquilibration;

    /// <summary>Time since the script's start.</summary>
    public double Now { get; private set; }

    /// <summary>The script's length so far, and when its equilibrations open and close the inlet.</summary>
    public ScriptTimes Times => new(Now, inletOpens, inletCloses, postEquilibration);

    /// <summary>A child script begins: it has intervals of its own.</summary>
    public void EnterChild() => intervals.Push(new Stack<(double, int)>());

    /// <summary>A child script ended; the line of an interval that it left open, or null.</summary>
    public int? LeaveChild() => intervals.Count > 1 && intervals.Pop() is { Count: > 0 } open ? open.Peek().Line : null;

    /// <summary>Line of an interval of the top script that is still open; null when there is none.</summary>
    public int? OpenInterval() => intervals.Peek() is { Count: > 0 } open ? open.Peek().Line : null;

    /// <summary>Time passes.</summary>
    public void Pass(double seconds) => Now += Math.Max(0, seconds);

    /// <summary>Performs one command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="error">Set when the command must raise: the exception's class and message.</param>
    /// <returns>Time that it took.</returns>
    public double Perform(CommandRequested command, out (string Exception, string Message)? error)
    {
        error = null;
        var before = Now;
        switch (command.Name)
        {
            case "sleep" or "delay" or "measurement_delay":
                if (!IsNumber(command.Arg("duration"), orNone: true))
                    error = ("TypeError", $"{command.Name}() got {command.Arg("duration").GetRawText()}, expected a number of seconds");
                Pass(Math.Round(Number(command.Arg("duration")), 1, MidpointRounding.AwayFromZero));
                break;
            case "begin_interval" or "begin_heating_interval":
                if (!IsNumber(command.Arg("duration"), orNone: false))
                    error = ("TypeError", $"{command.Name}() got {command.Arg("duration").GetRawText()}, expected a number of seconds");
                else
                    intervals.Peek().Push((Now + Number(command.Arg("duration")), command.Line));
                break;
            case "complete_interval":
                if (intervals.Peek().TryPop(out var interval))
                    Now = Math.Max(Now, interval.End);
                else
                    error = ("IntervalError", "complete_interval() without begin_interval()");
                break;
            default:
                Pass(Duration(command));
                break;
        }

        return Now - before;
    }

    private double Duration(CommandRequested command)
    {
        double Of(string name) => Number(command.Arg(name));
        switch (command.Name)
        {
            case "open" or "close":
                return timings.Valve(Text(command.Arg("name")), Text(command.Arg("description")));
            case "set_integration_time":
                integration = timings.Integration(Of("v"));
                return 0;
            case "multicollect":
                integration = timings.Integration(Of("integration_time"));
                return Of("ncounts") * integration;
            case "sniff" or "measure_equilibration":
                // the argument is for the estimate only: where it is left out, the spectrometer's own time counts
                return command.Arg("block").ValueKind == JsonValueKind.False
                    ? 0
                    : Of("ncounts") * (!timings.IsKnown && Of("integration_time") is var given && given != DefaultIntegration ? given : integration);
            case "baselines":
                integration = timings.Integration(Of("integration_time"));
                return (Of("ncounts") * integration) + (IsGiven(command.Arg("mass")) ? Magnet(command, "mass") + Of("settling_time") : 0);
            case "whiff":
                return Of("ncounts") * integration;
            case "position_magnet":
                return Magnet(command, "pos");
            case "peak_hop":
                return Hops(command);
            case "peak_center":
                return PeakCenter(Of("integration_time"));
            case "generate_ic_mftable":
                return Of("n") * Count(command.Arg("detectors")) * PeakCenter(DefaultIntegration);
            case "generate_peakhop_mftable":
                return Of("n") * Count(command.Arg("pairs")) * PeakCenter(DefaultIntegration);
            case "equilibrate":
                return Equilibrate(command);
            case "post_equilibration":
                postEquilibration ??= Now;
                return 0;
            case "sink_data":
                return Of("n") * Of("delay");
            case "ramp":
                return Of("rate") != 0 ? Math.Abs(Of("start") - Of("setpoint")) / Math.Abs(Of("rate")) : Of("duration");
            case "execute_pattern":
                return command.Arg("block").ValueKind == JsonValueKind.False ? 0 : Of("duration");
            default:
                return 0;
        }
    }

    /// <summary>The magnet settles when it moves.</summary>
    private double Magnet(CommandRequested command, string where)
    {
        var place = $"{Text(command.Arg(where))}/{Text(command.Arg("detector"))}";
        if (place == magnet)
            return 0;
        magnet = place;
        return timings.MagnetSettling;
    }

    private double Hops(CommandRequested command)
    {
        var hops = HopsFile.Parse(command.Arg("hops"), []);
        magnet = "hops";
        return Number(command.Arg("ncycles")) * hops.Sum(h => (h.Counts * (timings.IsKnown ? integration : HopCount)) + h.Settle + timings.MagnetSettling);
    }

    /// <summary>Outlet closed, delay, inlet open: there the script goes on. The run closes the inlet by itself.</summary>
    private double Equilibrate(CommandRequested command)
    {
        double Valves(string name) => ScriptEnvironment.ValveNames(command.Arg(name)).Sum(v => timings.Valve(v, ""));
        var inlet = Valves("inlet");
        var took = Valves("outlet") + Number(command.Arg("delay")) + inlet;
        inletOpens ??= Now + took;
        var equilibrated = Now + took + Number(command.Arg("eqtime"));
        var closes = command.Arg("close_inlet").ValueKind != JsonValueKind.False;
        if (closes)
            inletCloses = equilibrated + inlet;
        if (command.Arg("do_post_equilibration").ValueKind != JsonValueKind.False)
            postEquilibration ??= equilibrated + (closes ? inlet : 0);
        return took;
    }

    /// <summary>A sweep of two integrations a step, and the magnet's way there and to the centre.</summary>
    private double PeakCenter(double seconds)
    {
        magnet = "peak";
        return (timings.PeakCenterPoints * ((2 * timings.Integration(seconds)) + timings.MagnetSettling)) + (2 * timings.MagnetSettling);
    }

    private static bool IsGiven(JsonElement value) => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private static int Count(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 1;

    private static bool IsNumber(JsonElement value, bool orNone) => value.ValueKind switch
    {
        JsonValueKind.Number => true,
        JsonValueKind.Null or JsonValueKind.Undefined => orNone,
        JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    /// <summary>A number, or a text that is one, as docstrings and options give them; anything else counts nothing.</summary>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };
}
