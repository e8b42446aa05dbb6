using LabActors.Core.Exports;

namespace LabActors.Actors.Exports;

/// <summary>Messages of the <c>ExportActor</c>.</summary>
public static class ExportProtocol
{
    /// <summary>Asks for the outbox; answered by <see cref="OutboxIs"/> when nothing is being tried: all is done, or waits for a retry.</summary>
    public sealed record WhenAtRest;

    /// <summary>Tries everything that waits, now.</summary>
    public sealed record RetryNow;

    /// <summary>Answers <see cref="WhenAtRest"/>.</summary>
    public sealed record OutboxIs(ExportOutbox Outbox);
}
