using LabActors.Devices.Ports;

namespace LabActors.Actors.Devices;

/// <summary>
/// Messages of a <see cref="DeviceActor{TPort}"/>. A transaction is written by the factories beside this class
/// (<see cref="ValveTransactions"/> and so on) and carries what is to be done with the port; it never leaves the process.
/// </summary>
public static class DeviceProtocol
{
    /// <summary>One conversation with the device; answered by <see cref="Completed"/> or <see cref="Failed"/>.</summary>
    /// <param name="Key">Comes back with the answer; compared by reference, so no two askers can meet.</param>
    /// <param name="What">In words, for the log and for who is kept waiting; polls and readings are remembered under it.</param>
    /// <param name="Work">What to do with the port.</param>
    /// <param name="Urgent">Switching off: overtakes all that waits, and what is under way is given up for it.</param>
    /// <param name="Clears">With <paramref name="Urgent"/>: what waits is given up too, so that nothing comes after it that was asked before it.</param>
    /// <param name="Timeout">How long an answer may take; the device's own limit when null.</param>
    public sealed record Transaction<TPort>(
        object Key,
        string What,
        Func<TPort, CancellationToken, ValueTask<object?>> Work,
        bool Urgent = false,
        bool Clears = false,
        TimeSpan? Timeout = null)
        where TPort : class;

    /// <summary>The device answered.</summary>
    /// <param name="Simulated">The device behind the port is a simulated one.</param>
    public sealed record Completed(object Key, object? Value, bool Simulated = false);

    /// <summary>The device did not do it, or nobody knows: see <see cref="DeviceFailure"/>.</summary>
    public sealed record Failed(object Key, string Reason, DeviceFailure Failure);

    /// <summary>Asks for the reading that was taken last under a transaction's words.</summary>
    public sealed record GetLast(string What);

    /// <summary>Answers <see cref="GetLast"/>: good, or stale when reading it has failed since; null when there was none.</summary>
    public sealed record LastIs(string What, Reading<double>? Reading);

    /// <summary>On the event stream: a poll gave a value, or lost it.</summary>
    public sealed record DeviceRead(string Device, string What, Reading<double> Reading);
}
