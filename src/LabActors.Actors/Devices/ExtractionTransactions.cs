using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a laser or furnace. Switching off is urgent: it overtakes what waits and has a second to be answered.</summary>
public static class ExtractionTransactions
{
    private static readonly TimeSpan SwitchOffLimit = TimeSpan.FromSeconds(1);

    // A laser that warms up, a furnace that opens: the slow ones.
    private static readonly TimeSpan SlowLimit = TimeSpan.FromMinutes(5);

    /// <summary>Something that returns nothing; completed with null.</summary>
    public static Transaction<IExtractionDevicePort> Do(object key, string what, Func<IExtractionDevicePort, CancellationToken, ValueTask> work, bool slow = false) =>
        new(key, what, Nothing(work), Timeout: slow ? SlowLimit : null);

    /// <summary>Something that switches off; completed with null.</summary>
    /// <param name="clears">Nothing that was asked before may be done after it.</param>
    public static Transaction<IExtractionDevicePort> SwitchOff(
        object key, string what, Func<IExtractionDevicePort, CancellationToken, ValueTask> work, bool clears = false) =>
        new(key, what, Nothing(work), Urgent: true, Clears: clears, Timeout: SwitchOffLimit);

    /// <summary>Reads the status; completed with a <see cref="Reading{T}"/> of <see cref="ExtractionDeviceStatus"/>.</summary>
    public static Transaction<IExtractionDevicePort> ReadStatus(object key, bool urgent = false) => new(
        key,
        "read status",
        async (port, ct) => await port.ReadStatus(ct).ConfigureAwait(false),
        Urgent: urgent,
        Timeout: urgent ? SwitchOffLimit : null);

    /// <summary>Goes on with a pattern and reads the status; completed with a <see cref="Reading{T}"/> of <see cref="ExtractionDeviceStatus"/>.</summary>
    public static Transaction<IExtractionDevicePort> ContinuePattern(object key) => new(key, "go on with the pattern", async (port, ct) =>
    {
        await port.ContinuePattern(ct).ConfigureAwait(false);
        return await port.ReadStatus(ct).ConfigureAwait(false);
    });

    /// <summary>Starts loading a shot or its blank; completed with null.</summary>
    public static Transaction<IPipettePort> Load(object key, string shot, bool blank) => new(key, $"load {shot}", async (port, ct) =>
    {
        await port.Load(shot, blank, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>Asks whether loading is over; completed with a <see cref="Reading{T}"/> of bool.</summary>
    public static Transaction<IPipettePort> ReadIdle(object key) =>
        new(key, "read idle", async (port, ct) => await port.ReadIdle(ct).ConfigureAwait(false));

    private static Func<IExtractionDevicePort, CancellationToken, ValueTask<object?>> Nothing(Func<IExtractionDevicePort, CancellationToken, ValueTask> work) =>
        async (port, ct) =>
        {
            await work(port, ct).ConfigureAwait(false);
            return null;
        };
}
