using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers;

/// <summary>A driver's way of asking: what it sends is text or bytes, and what is no good answer is an exception that says what came.</summary>
/// <param name="context">The device and its link.</param>
public sealed class DriverLink(DriverContext context)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.25);
    private bool _isOutOfStep;

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout => context.Device.Timeout;

    /// <summary>It leads to a simulator.</summary>
    public bool Simulated => context.Link.Simulated;

    /// <summary>Asks, and gives the answers of a conversation.</summary>
    /// <exception cref="TimeoutException">No answer, or a part of one.</exception>
    /// <exception cref="LinkException">A garbled answer, or a lost port.</exception>
    public async ValueTask<LinkReply> Hold(Transaction transaction, CancellationToken cancellation)
    {
        // A line too many, an echo perhaps: the answer proper may still be on its way, and is not to be taken for the next.
        if (_isOutOfStep)
            transaction = transaction with { Pause = transaction.Pause > Settling ? transaction.Pause : Settling };
        _isOutOfStep = false;
        var reply = await context.Link.Exchange(transaction, cancellation).ConfigureAwait(false);
        return reply.Outcome switch
        {
            LinkOutcome.Answered => reply,
            LinkOutcome.Canceled => throw new OperationCanceledException(reply.Reason, cancellation),
            LinkOutcome.TimedOut => throw new TimeoutException($"{context.Device.Name}: {transaction.What}: {reply.Reason}"),
            _ => throw new LinkException(context.Device.Name, transaction.What, reply),
        };
    }

    /// <summary>Asks with ASCII text and gives the answer as ASCII text.</summary>
    public async ValueTask<string> Ask(string what, string request, Framing answer, bool repeatSafe, CancellationToken cancellation)
    {
        var step = new TransactionStep(Encoding.ASCII.GetBytes(request), answer) { Belongs = message => !IsEcho(request, message) };
        var reply = await Hold(new Transaction(what, [step], Timeout, repeatSafe), cancellation).ConfigureAwait(false);
        return Encoding.ASCII.GetString(reply.Answers[^1].Span);
    }

    /// <summary>It is the request that comes back by a cable of two wires, or a device that shows what was typed; for grammars in which no answer is like its request.</summary>
    public static bool IsEcho(string request, ReadOnlyMemory<byte> message) => Encoding.ASCII.GetString(message.Span).Trim() == request.Trim();

    /// <summary>Sends ASCII text that is not answered.</summary>
    public async ValueTask Tell(string what, string request, CancellationToken cancellation) =>
        await Hold(Transaction.Tell(what, Encoding.ASCII.GetBytes(request)), cancellation).ConfigureAwait(false);

    /// <summary>A good reading of the present instant.</summary>
    public Reading<T> Good<T>(T value) => new(value, Quality.Good, context.Time.GetUtcNow(), Simulated);

    /// <summary>The device says that it has a fault: the value means nothing.</summary>
    public Reading<T> Fault<T>(T value) => new(value, Quality.Fault, context.Time.GetUtcNow(), Simulated);

    /// <summary>The device has no value: switched off, not connected, no measurement yet.</summary>
    public Reading<T> Missing<T>(T value) => new(value, Quality.Missing, context.Time.GetUtcNow(), Simulated);

    /// <summary>An answer that the grammar does not have; it was whole, so that asking again would bring the same.</summary>
    public DeviceRefusedException Unexpected(string what, string found, string expected)
    {
        _isOutOfStep = true;
        return new DeviceRefusedException(context.Device.Name, $"{what}: found '{found}', expected {expected}");
    }
}
