using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Transports;

/// <summary>
/// A wire on which what comes, and when, is written down before: answers to requests in the order of the requests, and what comes by itself. Texts are as
/// <see cref="WireText"/> has them, <c>OK&lt;CR&gt;&lt;LF&gt;</c>. Waiting lets the clock go on.
/// </summary>
internal sealed class ScriptedTransport(SteppedTime time) : ITransport
{
    private readonly Queue<(double After, string Text)[]> _answers = [];
    private readonly Dictionary<string, Queue<(double After, string Text)[]>> _byRequest = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(TimeSpan At, Func<byte[]?> Bytes), (TimeSpan, int)> _coming = new();
    private int _count;
    private bool _isOpen;

    /// <summary>In place of a text: the other side ends the connection.</summary>
    public const string End = "<END>";

    /// <summary>In place of a text: the port is lost.</summary>
    public const string Loss = "<LOSS>";

    public string Address => "scripted";

    public bool IsDatagrams { get; init; }

    public bool ForgetsWhenReopened { get; init; }

    public bool Simulated { get; init; }

    /// <summary>The connection ends after each answer, as servers of Pychron end it.</summary>
    public bool EndsAfterAnswers { get; init; }

    /// <summary>Requests as they went out.</summary>
    public List<string> Written { get; } = [];

    public int Opened { get; private set; }

    /// <summary>Why it cannot be opened; empty when it can.</summary>
    public string OpenFails { get; set; } = "";

    /// <summary>What the next request is answered with, in parts, each so many seconds after the request; nothing when there are none.</summary>
    public void Answer(params (double After, string Text)[] parts) => _answers.Enqueue(parts);

    /// <summary>What the next request is answered with at once.</summary>
    public void Answer(string text) => Answer((0.01, text));

    /// <summary>What a request is answered with; the last of several stands for ever.</summary>
    public void On(string request, params string[] answers)
    {
        foreach (var answer in answers)
            On(request, [(0.01, answer)]);
    }

    /// <inheritdoc cref="On(string, string[])"/>
    public void On(string request, params (double After, string Text)[] parts)
    {
        if (!_byRequest.TryGetValue(request, out var queue))
            _byRequest[request] = queue = [];
        queue.Enqueue(parts);
    }

    /// <summary>Comes by itself, so many seconds from now.</summary>
    public void Send(double after, string text) => Come(after, text);

    public void Open()
    {
        if (OpenFails.Length > 0)
            throw new IOException(OpenFails);
        (_isOpen, Opened) = (true, Opened + 1);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _isOpen.ShouldBeTrue();
        var request = WireText.Of(bytes);
        Written.Add(request);
        foreach (var (after, text) in AnswerTo(request))
            Come(after, text);
    }

    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        _isOpen.ShouldBeTrue();
        if (!_coming.TryPeek(out var next, out _) || next.At > time.Now + wait)
        {
            time.GoTo(time.Now + wait);
            return 0;
        }

        time.GoTo(next.At);
        _coming.Dequeue();
        if (next.Bytes() is not { } bytes)
            return -1;
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public void Dispose()
    {
        _isOpen = false;
        if (ForgetsWhenReopened)
            _coming.Clear();
    }

    private (double After, string Text)[] AnswerTo(string request)
    {
        if (_byRequest.TryGetValue(request, out var queue) && queue.Count > 0)
            return Ended(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
        return _answers.Count > 0 ? Ended(_answers.Dequeue()) : [];
    }

    private (double After, string Text)[] Ended((double After, string Text)[] parts) =>
        EndsAfterAnswers && parts is [.., var last] && last.Text != End ? [.. parts, (last.After, End)] : parts;

    private void Come(double after, string text)
    {
        var at = time.Now + TimeSpan.FromSeconds(after);
        _coming.Enqueue((at, () => text switch
        {
            End => null,
            Loss => throw new IOException("the port is lost"),
            _ => WireText.Parse(text),
        }), (at, _count++));
    }
}
