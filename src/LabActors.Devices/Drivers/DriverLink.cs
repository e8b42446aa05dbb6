using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers;

/// <summary>A driver's way of asking: what it sends is text or bytes, and what is no good answer is an exception that says what came.</summary>
/// <param name="context">The device and its link.</param>
public sealed class DriverLink(DriverContext context)
{
    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout => context.Device.Timeout;

    /// <summary>It leads to a simulator.</summary>
    public bool Simulated => context.Link.Simulated;

    /// <summary>Asks, and gives the answers of a conversation.</summary>
    /// <exception cref="TimeoutException">No answer, or a part of one.</exception>
    /// <exception cref="LinkException">A garbled answer, or a lost port.</exception>
    public async ValueTask<LinkReply> Hold(Transaction transaction, CancellationToken cancellation)
    {
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
        var reply = await Hold(Transaction.Ask(what, Encoding.ASCII.GetBytes(request), answer, Timeout, repeatSafe), cancellation).ConfigureAwait(false);
        return Encoding.ASCII.GetString(reply.Answers[^1].Span);
    }

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
    public DeviceRefusedException Unexpected(string what, string found, string expected) => new(context.Device.Name, $"{what}: found '{found}', expected {expected}");
}
