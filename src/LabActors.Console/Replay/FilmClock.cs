namespace LabActors.Console.Replay;

/// <summary>Laboratory time of a film: goes on from where the film was put, at so many times the wall clock; a film as fast as it can stands at its newest event.</summary>
/// <param name="wall">Real time.</param>
/// <param name="factor">Laboratory seconds per second; positive infinity for as fast as it can.</param>
internal sealed class FilmClock(TimeProvider wall, double factor) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _from;
    private long _since;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return double.IsPositiveInfinity(factor) ? _from : _from + (wall.GetElapsedTime(_since) * factor);
    }

    /// <summary>Puts the film at an instant.</summary>
    public void Put(DateTimeOffset at)
    {
        lock (_gate)
            (_from, _since) = (at, wall.GetTimestamp());
    }

    /// <summary>Waits until the film has come to an instant.</summary>
    public async Task WaitAsync(DateTimeOffset at, CancellationToken stop)
    {
        var left = at - GetUtcNow();
        if (double.IsPositiveInfinity(factor))
            Put(at);
        else if (left > TimeSpan.Zero)
            await Task.Delay(left / factor, wall, stop);
    }
}
