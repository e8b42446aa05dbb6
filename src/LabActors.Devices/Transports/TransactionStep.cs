using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <summary>A request, terminator and check included, and the form of its answer.</summary>
/// <param name="Request">Bytes as they go out; none where only an answer is awaited.</param>
/// <param name="Answer">The form of the answer; <see cref="Framing.None"/> where there is none.</param>
public sealed record TransactionStep(ReadOnlyMemory<byte> Request, Framing Answer)
{
    /// <summary>Whether a whole message is the answer to this request and not another's: a reply of another slave, a late one that names what it answers. Others are passed over.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? Belongs { get; init; }

    /// <summary>Whether a whole message is an event that the device sends by itself: it is kept for <see cref="ILink.TakeEvents"/> and does not answer anything.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? IsEvent { get; init; }

    /// <summary>The device sends the request back before it answers.</summary>
    public bool Echoed { get; init; }

    /// <summary>After which answers the next step is sent; all when null. Otherwise the transaction ends here, answered (a refusal that needs no further question).</summary>
    public Func<ReadOnlyMemory<byte>, bool>? GoesOn { get; init; }
}
