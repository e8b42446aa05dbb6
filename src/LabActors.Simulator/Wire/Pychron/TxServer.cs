using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>
/// What Pychron's servers share: what comes at once is one request, the answer has no terminator, and the connection ends after it. An unknown command and malformed JSON end it without
/// an answer; what goes wrong inside leaves it open without an answer.
/// </summary>
public abstract class TxServer(string device, params ImmutableHashSet<WireFaultKind> faults) : WireInstrument(device, faults)
{
    /// <summary>The answer to a request that went through.</summary>
    protected const string Done = "OK";

    /// <summary>The answer where Pychron has nothing to say.</summary>
    protected const string Nothing = "No Response";

    /// <inheritdoc/>
    public sealed override bool ServesMany => true;

    /// <inheritdoc/>
    public sealed override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        var request = TxRequest.Parse(Encoding.UTF8.GetString(bytes));
        if (request is null || !Knows(request.Word))
        {
            answers.End();
            return;
        }

        var took = TimeSpan.Zero;
        if (Answer(request, now, ref took) is not { } answer)
            return;
        answers.Send(Encoding.UTF8.GetBytes(answer), took);
        answers.End();
    }

    /// <summary>A number as Python writes it.</summary>
    internal static string Float(double value)
    {
        var text = Number(value);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace('E', 'e')
            : text.Contains('.', StringComparison.Ordinal) ? text
            : text + ".0";
    }

    /// <summary>True or False.</summary>
    protected static string Bool(bool value) => value ? "True" : "False";

    /// <summary>An error with its number.</summary>
    protected static string Error(int code, string text) => string.Create(CultureInfo.InvariantCulture, $"ERROR {code:000} : {text}");

    /// <summary>Whether the server has such a command.</summary>
    private protected abstract bool Knows(string word);

    /// <summary>The answer; null where something goes wrong inside.</summary>
    private protected abstract string? Answer(TxRequest request, DateTimeOffset now, ref TimeSpan took);
}
