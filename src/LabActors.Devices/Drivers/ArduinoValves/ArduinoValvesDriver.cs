using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.ArduinoValves;

/// <summary>
/// An Arduino valve box. It starts anew when its port is opened and then is deaf for some two seconds: the first question on a newly opened port is a reading, so that no command to a
/// valve is ever lost there.
/// </summary>
public sealed class ArduinoValvesDriver(DriverContext context) : IDriver, IValveSwitch
{
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var answers = await Ask("identify", true, cancellation, ArduinoValvesGrammar.Read(ArduinoValvesGrammar.Pin("0"))).ConfigureAwait(false);
        return answers is ["0" or "1"] ? "an Arduino valve box, which has no name" : throw _link.Unexpected("identify", answers[^1], "0 or 1");
    }

    /// <inheritdoc/>
    public async ValueTask Actuate(string address, bool open, CancellationToken cancellation)
    {
        var what = $"{(open ? "open" : "close")} {address}";
        var answers = await Ask(what, false, cancellation, ArduinoValvesGrammar.Write(ArduinoValvesGrammar.Pin(address), open)).ConfigureAwait(false);
        if (answers is not ["OK"])
            throw _link.Unexpected(what, answers[^1], "OK");
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var pin = ArduinoValvesGrammar.Pin(address);
        var answers = await Ask(
            $"read {address}",
            true,
            cancellation,
            ArduinoValvesGrammar.Read(ArduinoValvesGrammar.OpenIndicator(pin)),
            ArduinoValvesGrammar.Read(ArduinoValvesGrammar.ClosedIndicator(pin))).ConfigureAwait(false);
        var state = ArduinoValvesGrammar.StateOf(answers[0], answers[1]);
        return state == ValveState.Unknown ? _link.Fault(state) : _link.Good(state);
    }

    private async ValueTask<string[]> Ask(string what, bool repeatSafe, CancellationToken cancellation, params string[] requests)
    {
        var steps = requests.Select(Step);
        var awake = Step(ArduinoValvesGrammar.Read(ArduinoValvesGrammar.Pin("0")));
        var reply = await _link.Hold(new Transaction(what, [.. steps], _link.Timeout, repeatSafe) { Preamble = [awake] }, cancellation).ConfigureAwait(false);
        return [.. reply.Answers.Select(a => Encoding.ASCII.GetString(a.Span).Trim())];
    }

    private static TransactionStep Step(string request) => new(Encoding.ASCII.GetBytes(request), Terminated.Line) { Belongs = line => !DriverLink.IsEcho(request, line) };
}
