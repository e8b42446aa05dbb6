using System.Collections.Concurrent;
using System.Text;
using LabActors.Devices.Transports;

namespace LabActors.Actors.Tests.Devices;

/// <summary>A port with devices that answer as a test says, in time of its own: waiting for what does not come lets that time pass and nothing else.</summary>
internal sealed class ScriptedPort : TimeProvider, ITransport
{
    private readonly ConcurrentQueue<string> _sent = [];
    private readonly Queue<byte> _answers = [];
    private long _ticks = DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>Requests, in the order in which they went out.</summary>
    public IReadOnlyList<string> Sent => [.. _sent];

    /// <summary>What is answered to a request; null for silence.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Called for each request before it is answered, on the port's thread.</summary>
    public Action<string> OnSent { get; set; } = _ => { };

    /// <summary>Why it cannot be opened and what is open is lost; null when nothing is wrong.</summary>
    public volatile string? Broken;

    public int Opened { get; private set; }

    public string Address => "a scripted port";

    public bool IsDatagrams => false;

    public bool ForgetsWhenReopened => false;

    public bool Simulated => true;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Open()
    {
        Check();
        Opened++;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Check();
        var request = Encoding.ASCII.GetString(bytes);
        _sent.Enqueue(request);
        OnSent(request);
        foreach (var b in Encoding.ASCII.GetBytes(Answer(request) ?? ""))
            _answers.Enqueue(b);
    }

    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        Check();
        if (_answers.Count == 0)
        {
            Interlocked.Add(ref _ticks, wait.Ticks);
            return 0;
        }

        var count = 0;
        while (count < buffer.Length && _answers.TryDequeue(out var b))
            buffer[count++] = b;
        return count;
    }

    public void Dispose() => _answers.Clear();

    private void Check()
    {
        if (Broken is { } why)
            throw new IOException(why);
    }
}
