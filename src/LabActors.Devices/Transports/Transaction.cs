using System.Collections.Immutable;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <summary>
/// One conversation with a device that nothing else on its port may interrupt: requests, each with the form of its answer.
/// </summary>
/// <param name="What">In words, for traces and failures: <c>read valve 301</c>.</param>
/// <param name="Steps">In order; the next is sent when the one before has been answered.</param>
/// <param name="Timeout">How long each step's answer may take.</param>
/// <param name="RepeatSafe">Asking twice does no more than asking once: it is repeated once, from its first step, when no good answer came.</param>
public sealed record Transaction(string What, ImmutableArray<TransactionStep> Steps, TimeSpan Timeout, bool RepeatSafe)
{
    /// <summary>What goes first on a connection that was just made: a banner that is awaited, a login. Its answers are not among those of the transaction.</summary>
    public ImmutableArray<TransactionStep> Preamble { get; init; } = [];

    /// <summary>It is not begun before so long after the end of the one before on the port: the pace at which a device is asked whether it is there yet.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Goes before whatever waits for the port: switching off. It may be sent twice, since it does not wait until a late answer to something else can no longer come.</summary>
    public bool Urgent { get; init; }

    /// <summary>A request and its answer.</summary>
    public static Transaction Ask(string what, ReadOnlyMemory<byte> request, Framing answer, TimeSpan timeout, bool repeatSafe) =>
        new(what, [new TransactionStep(request, answer)], timeout, repeatSafe);

    /// <summary>A request that is not answered.</summary>
    public static Transaction Tell(string what, ReadOnlyMemory<byte> request) => new(what, [new TransactionStep(request, Framing.None)], TimeSpan.FromSeconds(1), false);
}
