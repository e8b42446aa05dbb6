namespace LabActors.Simulator.Wire.Carriers;

/// <summary>Writes what comes over a connection when it has come, and sleeps in between.</summary>
/// <param name="write">Writes bytes, or one datagram, to the computer.</param>
internal sealed class AnswerPump(InstrumentBus bus, BusConnection connection, TimeProvider time, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write)
{
    private readonly WakeUp _wakeUp = new();

    /// <summary>Until the connection is ended from the instruments' side, or it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        bus.Changed += _wakeUp.Call;
        await using var timer = time.CreateTimer(_ => _wakeUp.Call(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var taken = connection.Take(time.GetUtcNow());
                if (taken.Ended)
                    return;
                if (taken.Bytes.Length > 0)
                {
                    await write(taken.Bytes, stop);
                    continue;
                }

                timer.Change(connection.Next is { } next ? Left(next) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                await _wakeUp.SleepAsync(stop);
            }
        }
        finally
        {
            bus.Changed -= _wakeUp.Call;
        }
    }

    // Timers count whole milliseconds; one that is early would be set again and again.
    private TimeSpan Left(DateTimeOffset next) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (next - time.GetUtcNow()).TotalMilliseconds)));
}
