namespace LabActors.Core.Replay;

/// <summary>
/// Says which events had happened at a moment, when it is asked about each event of a journal in order. Where it is an instant, of each actor all events up to its first later one: an outcome that was
/// journaled a little after another actor's event has its own time, and no actor's events are taken out of their order.
/// </summary>
/// <param name="at">The instant; null for any.</param>
/// <param name="number">The number of the last event; null for any.</param>
public sealed class Moment(DateTimeOffset? at, long? number)
{
    private readonly HashSet<string> _later = new(StringComparer.Ordinal);

    /// <summary>True when the event had happened.</summary>
    public bool Includes(RecordedEvent e)
    {
        if (e.Number > number || _later.Contains(e.Source))
            return false;
        if (!(e.Event.At > at))
            return true;
        _later.Add(e.Source);
        return false;
    }
}
