using System.Collections.Immutable;

namespace LabActors.Actors.Time;

/// <summary>
/// The virtual clock has stood still for so long that somebody should look: whoever is named still holds it. Published on
/// the event stream, and again after each further such time.
/// </summary>
/// <param name="Owners">Who holds the clock, longest first, in the words given to <see cref="IClockHolds.Hold"/>.</param>
/// <param name="At">Laboratory time at which the clock stands.</param>
/// <param name="StoodStillFor">Real time since the oldest of these holds was taken.</param>
public sealed record ClockStalled(ImmutableArray<string> Owners, DateTimeOffset At, TimeSpan StoodStillFor)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"The virtual clock has stood still at {At:yyyy-MM-ddTHH:mm:ss.fffZ} for {StoodStillFor.TotalSeconds:0.0} s of real time; it is held by: {string.Join("; ", Owners)}";
}
