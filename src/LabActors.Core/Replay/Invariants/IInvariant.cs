namespace LabActors.Core.Replay.Invariants;

/// <summary>A rule that the journals of a laboratory's nodes keep together. It is shown every event once, in the order of their times.</summary>
public interface IInvariant
{
    /// <summary>What it looks at, in the plural, for the count of what was looked at: <c>grants of leases</c>.</summary>
    string Subject { get; }

    /// <summary>How many of them it has looked at.</summary>
    int Checked { get; }

    /// <summary>Looks at one more event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="before">What the event's own journal told before it.</param>
    /// <returns>Rules that it breaks; none as a rule.</returns>
    IEnumerable<Violation> Next(MergedEvent e, LabState before);

    /// <summary>What shows only when there are no more events.</summary>
    IEnumerable<Violation> AtEnd();

    /// <summary>What has begun and not ended, in words: no violation, since a node may be running, or be started again.</summary>
    IEnumerable<string> Unfinished();
}
