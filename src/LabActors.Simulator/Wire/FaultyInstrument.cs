using System.Collections.Immutable;
using System.Text;

namespace LabActors.Simulator.Wire;

/// <summary>An instrument with the faults that cables and any electronics can have, around one that knows its own.</summary>
/// <param name="inner">The instrument.</param>
/// <param name="isDatagrams">Each answer is a datagram: it comes whole or not at all.</param>
public sealed class FaultyInstrument(IWireInstrument inner, bool isDatagrams = false) : IWireInstrument
{
    private static readonly ImmutableHashSet<WireFaultKind> Anyones =
    [
        WireFaultKind.Silent, WireFaultKind.Late, WireFaultKind.Slow, WireFaultKind.Noise, WireFaultKind.Garbled,
        WireFaultKind.Truncated, WireFaultKind.Split, WireFaultKind.Doubled, WireFaultKind.Echo,
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly WireFaults _faults = new();
    private string _request = "";
    private DateTimeOffset _requested;
    private DateTimeOffset _now;
    private DateTimeOffset _free;

    /// <inheritdoc/>
    public string Device => inner.Device;

    /// <inheritdoc/>
    public DateTimeOffset? NextEvent => inner.NextEvent;

    /// <inheritdoc/>
    public bool ServesMany => inner.ServesMany;

    /// <inheritdoc/>
    public ImmutableHashSet<WireFaultKind> CanSuffer { get; } =
        inner.CanSuffer.Union(inner is ICheckedAnswers ? Anyones.Add(WireFaultKind.WrongChecksum) : Anyones).Except(isDatagrams ? [WireFaultKind.Slow, WireFaultKind.Split, WireFaultKind.Truncated] : []);

    /// <inheritdoc/>
    public ImmutableArray<WireFault> Faults => _faults.All.AddRange(inner.Faults);

    /// <inheritdoc/>
    public void Connect(DateTimeOffset now, IWireAnswers answers)
    {
        _now = _free = now;
        inner.Connect(now, Spoiled("", answers));
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        // What came a moment ago in pieces is one request.
        var text = Encoding.Latin1.GetString(bytes);
        _now = now;
        _request = now - _requested < Pause ? _request + text : text;
        _requested = now;
        if (_faults.All.IsEmpty)
        {
            inner.Receive(bytes, now, answers);
            _request = "";
            return;
        }

        if (_faults.Find(WireFaultKind.Silent, request: _request) is null && _faults.Use(WireFaultKind.Echo, request: _request) is not null)
            answers.Send(bytes.ToArray());
        var spoiled = new SpoiledAnswers(this, _request, answers);
        inner.Receive(bytes, now, spoiled);
        if (spoiled.Answered)
            _request = "";
    }

    /// <inheritdoc/>
    public void Elapse(DateTimeOffset now, IWireAnswers answers)
    {
        _now = now;
        inner.Elapse(now, Spoiled("", answers));
    }

    /// <inheritdoc/>
    public void LosePower(DateTimeOffset now) => inner.LosePower(now);

    /// <inheritdoc/>
    public void Suffer(WireFault fault)
    {
        if (!CanSuffer.Contains(fault.Kind))
            throw new ArgumentException($"{Device} cannot have the fault {fault.Kind}, only {string.Join(", ", CanSuffer.Order())}", nameof(fault));
        if (inner.CanSuffer.Contains(fault.Kind))
            inner.Suffer(fault);
        else
            _faults.Add(fault);
    }

    /// <inheritdoc/>
    public void Recover(WireFaultKind kind, string part = "")
    {
        _faults.Remove(kind, part);
        inner.Recover(kind, part);
    }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => inner.Truth(now);

    private IWireAnswers Spoiled(string request, IWireAnswers answers) => _faults.All.IsEmpty ? answers : new SpoiledAnswers(this, request, answers);

    private void Send(string request, ReadOnlyMemory<byte> bytes, TimeSpan after, IWireAnswers answers)
    {
        WireFault? Has(WireFaultKind kind) => _faults.Use(kind, request: request);
        var answer = bytes.ToArray();
        if (inner is ICheckedAnswers @checked && @checked.CheckOf(answer) is { } check && Has(WireFaultKind.WrongChecksum) is not null)
            Spoil(answer.AsSpan(check));
        if (answer.Length > 0 && Has(WireFaultKind.Garbled) is { } garbled)
            answer[answer.Length / 2] ^= (byte)(garbled.Value ?? 0x40);
        if (Has(WireFaultKind.Truncated) is { } truncated)
            answer = answer[..(int)Math.Clamp(truncated.Value ?? (answer.Length / 2), 0, answer.Length)];
        if (Has(WireFaultKind.Noise) is { } noise)
            answer = [.. noise.Text.Length > 0 ? Encoding.Latin1.GetBytes(noise.Text) : [0x7F, 0x00, 0x7E], .. answer];
        if (Has(WireFaultKind.Late) is { } late)
            after += TimeSpan.FromSeconds(late.Seconds);
        var doubled = Has(WireFaultKind.Doubled);
        if (Has(WireFaultKind.Slow) is { } slow)
            Pieces(answer, answer.Length, TimeSpan.FromSeconds(slow.Seconds), Free(after), answers);
        else if (Has(WireFaultKind.Split) is { } split)
            Pieces(answer, (int)(split.Value ?? 3), split.Seconds > 0 ? TimeSpan.FromSeconds(split.Seconds) : Pause, Free(after), answers);
        else
            answers.Send(answer, Free(after));
        if (doubled is not null)
            answers.Send(answer, Free(after + TimeSpan.FromSeconds(doubled.Seconds)));
    }

    // What comes in pieces is not cut by what is said meanwhile.
    private TimeSpan Free(TimeSpan after) => _now + after > _free ? after : _free - _now;

    private void Pieces(byte[] answer, int count, TimeSpan pause, TimeSpan after, IWireAnswers answers)
    {
        var pieces = Math.Clamp(count, 1, Math.Max(1, answer.Length));
        for (var i = 0; i < pieces; i++)
            answers.Send(answer.AsMemory()[(answer.Length * i / pieces)..(answer.Length * (i + 1) / pieces)], after + (pause * i));
        _free = _now + after + (pause * (pieces - 1));
    }

    // Digits stay digits, so that it is a wrong checksum and not a wrong frame.
    private static void Spoil(Span<byte> check)
    {
        foreach (ref var b in check)
            b = b is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + ((b - '0' + 1) % 10)) : (byte)(b ^ 1);
    }

    private sealed class SpoiledAnswers(FaultyInstrument instrument, string request, IWireAnswers answers) : IWireAnswers
    {
        private bool _silent;

        public bool Answered { get; private set; }

        public void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default)
        {
            Answered = true;
            _silent = instrument._faults.Use(WireFaultKind.Silent, request: request) is not null;
            if (!_silent)
                instrument.Send(request, bytes, after, answers);
        }

        public void End()
        {
            Answered = true;
            if (!_silent)
                answers.End();
        }
    }
}
