namespace LabActors.Core.Lines;

/// <summary>Who locked or disabled a valve, when and why.</summary>
public sealed record ValveHold(DateTimeOffset At, string By, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => Why.Length > 0 ? $"by {By}: {Why}" : $"by {By}";
}
