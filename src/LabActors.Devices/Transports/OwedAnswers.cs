using LabActors.Devices.Framings;

namespace LabActors.Devices.Transports;

/// <summary>
/// Answers that were asked for and had not come when they were given up: they may come still, and then look like the answer to what is asked next. Devices answer in the order in
/// which they are asked, so that of two answers the later is the later request's.
/// </summary>
internal sealed class OwedAnswers(TimeProvider time)
{
    // A device that has not answered within so many times what it is allowed will not answer any more.
    private const int Longest = 3;
    private readonly Dictionary<string, Owed> _owed = new(StringComparer.Ordinal);
    private Begun? _begun;

    /// <summary>An answer was given up.</summary>
    /// <param name="timeout">How long it was waited for.</param>
    /// <param name="bytes">What came of it.</param>
    public void Owes(string device, TimeSpan timeout, Framing framing, byte[] bytes)
    {
        _owed[device] = new Owed(time.GetTimestamp(), timeout, framing);
        _begun = bytes.Length > 0 ? new Begun(device, framing, bytes, timeout) : null;
    }

    /// <summary>Whether an answer of a device may still come.</summary>
    public bool IsOwedBy(string device) => _owed.TryGetValue(device, out var owed) && IsAwaited(owed);

    /// <summary>The answer came after all, or another way of knowing that it does not.</summary>
    public void Forget(string device) => _owed.Remove(device);

    /// <summary>Bytes came that nobody waited for: whose answer they are is not owed any more.</summary>
    public void Came(byte[] bytes)
    {
        foreach (var (device, owed) in _owed.Where(o => bytes.Length > 0 && o.Value.Framing.Read(bytes, true).Kind == FrameKind.Whole).ToArray())
            _owed.Remove(device);
    }

    /// <summary>The answer of which a part has come, if its rest may still come; it is given once.</summary>
    public Begun? TakeBegun()
    {
        var begun = _begun;
        _begun = null;
        return begun is not null && _owed.TryGetValue(begun.Device, out var owed) && IsAwaited(owed) ? begun : null;
    }

    private bool IsAwaited(Owed owed) => time.GetElapsedTime(owed.At) < (Longest - 1) * owed.Timeout;

    /// <summary>An answer of which a part has come.</summary>
    public sealed record Begun(string Device, Framing Framing, byte[] Bytes, TimeSpan Timeout);

    private readonly record struct Owed(long At, TimeSpan Timeout, Framing Framing);
}
