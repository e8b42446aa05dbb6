namespace LabActors.Actors.Leases;

/// <summary>Messages of a <see cref="MasterFlagActor"/>.</summary>
internal static class MasterFlagProtocol
{
    /// <summary>Takes the flag; answered by <see cref="Taken"/>, or by <see cref="Refused"/>, and before by <see cref="Waits"/> when it cannot be had at once.</summary>
    /// <param name="Id">Comes back with the answers.</param>
    public sealed record Take(string Id);

    /// <summary>The flag was set by a former life of the node, which is away since <paramref name="Since"/>: it is kept if it is still set and cannot have expired.</summary>
    public sealed record Recall(DateTimeOffset Since);

    /// <summary>Gives the flag back, or waits for it no more; answered by <see cref="Given"/> when it was cleared, or could not be and will expire.</summary>
    public sealed record Give(string Id);

    /// <summary>Answers <see cref="Take"/>: it was clear, it was set, and it was read back set.</summary>
    public sealed record Taken(string Id);

    /// <summary>The flag cannot be had yet.</summary>
    /// <param name="For">Whom it waits for, in words.</param>
    public sealed record Waits(string Id, string For);

    /// <summary>Answers <see cref="Take"/>: asking again is no use.</summary>
    public sealed record Refused(string Id, string Reason);

    /// <summary>Answers <see cref="Give"/>.</summary>
    public sealed record Given(string Id);

    /// <summary>The flag was held, and is another program's now.</summary>
    public sealed record Gone(string Why);
}
