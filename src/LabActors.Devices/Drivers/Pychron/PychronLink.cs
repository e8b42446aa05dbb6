using System.Globalization;
using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>Asks one of Pychron's servers: a connection for each request, the answer ends with it, and refusals keep their code and words.</summary>
public sealed class PychronLink(DriverContext context)
{
    /// <summary>Done.</summary>
    public const string Done = "OK";

    /// <summary>Nothing was changed: the valve was locked, or it stood so already.</summary>
    public const string Unchanged = "ok";

    /// <summary>Servers answer this where a function of theirs gave nothing.</summary>
    private const string Nothing = "No Response";

    private static readonly UntilEnd Answer = new() { MaxLength = 65_536 };
    private readonly string _end = context.Device.Text("terminator", "crlf") switch { "cr" => "\r", "none" => "", _ => "\r\n" };
    private readonly DriverLink _link = new(context);

    /// <summary>It leads to a simulator.</summary>
    public bool Simulated => _link.Simulated;

    /// <summary>A reading of the present instant.</summary>
    public DriverLink Readings => _link;

    /// <summary>Asks; the answer is neither a refusal nor nothing.</summary>
    /// <param name="request">Word and arguments.</param>
    /// <param name="repeatSafe">Asking twice does no more than asking once.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="pause">The least time since the request before.</param>
    /// <param name="urgent">Goes before whatever waits.</param>
    /// <exception cref="DeviceRefusedException">The server refuses, and would refuse again.</exception>
    /// <exception cref="IOException">The server's own device does not answer; or the server does not know the request, and ended the connection.</exception>
    public async ValueTask<string> Ask(string request, bool repeatSafe, CancellationToken cancellation, TimeSpan pause = default, bool urgent = false) =>
        await AskOrNothing(request, repeatSafe, cancellation, pause, urgent).ConfigureAwait(false) ?? throw new IOException($"{context.Device.Name}: {request}: found '{Nothing}'");

    /// <summary>Asks for what there may be none of; null for nothing.</summary>
    /// <inheritdoc cref="Ask"/>
    public async ValueTask<string?> AskOrNothing(string request, bool repeatSafe, CancellationToken cancellation, TimeSpan pause = default, bool urgent = false)
    {
        var transaction = Transaction.Ask(request, Encoding.ASCII.GetBytes(request + _end), Answer, _link.Timeout, repeatSafe) with { Pause = pause, Urgent = urgent };
        var answer = Encoding.ASCII.GetString((await _link.Hold(transaction, cancellation).ConfigureAwait(false)).Answers[0].Span).Trim();
        return PychronError.Read(answer) switch
        {
            null => answer == Nothing ? null : answer,
            { MayPass: true } => throw new IOException($"{context.Device.Name}: {request}: {answer}"),
            _ => throw new DeviceRefusedException(context.Device.Name, $"{request}: {answer}"),
        };
    }

    /// <summary>Asks for something to be done; anything but <see cref="Done"/> is a refusal.</summary>
    public async ValueTask Do(string request, bool repeatSafe, CancellationToken cancellation, bool urgent = false)
    {
        if (await Ask(request, repeatSafe, cancellation, urgent: urgent).ConfigureAwait(false) is var answer && answer != Done)
            throw _link.Unexpected(request, answer, Done);
    }

    /// <summary>Asks for True or False, or 1 or 0.</summary>
    public async ValueTask<bool> AskFlag(string request, CancellationToken cancellation, TimeSpan pause = default) => await Ask(request, true, cancellation, pause).ConfigureAwait(false) switch
    {
        "True" or "1" => true,
        "False" or "0" => false,
        var other => throw _link.Unexpected(request, other, "True or False"),
    };

    /// <summary>Asks for a number.</summary>
    public async ValueTask<double> AskNumber(string request, CancellationToken cancellation)
    {
        var answer = await Ask(request, true, cancellation).ConfigureAwait(false);
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw _link.Unexpected(request, answer, "a number");
    }

    /// <summary>The numbers of a text with commas.</summary>
    public async ValueTask<double[]> AskNumbers(string request, int count, CancellationToken cancellation)
    {
        var answer = await Ask(request, true, cancellation).ConfigureAwait(false);
        var numbers = answer.Split(',').Select(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        return numbers.Length == count && numbers.All(double.IsFinite)
            ? numbers
            : throw _link.Unexpected(request, answer, string.Create(CultureInfo.InvariantCulture, $"{count} numbers with commas"));
    }
}
