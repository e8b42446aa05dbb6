using System.Diagnostics;

namespace LabActors.Console.Torture;

/// <summary>
/// Passes frames between network cards, one link for each direction between two of them; a link can be cut, or be slow. Threads of its own, one for each card and one for frames that are on a slow link.
/// </summary>
internal sealed class EthernetSwitch : IDisposable
{
    private readonly TapDevice[] _cards;
    private readonly (bool Cut, TimeSpan Late)[,] _links;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(TapDevice To, byte[] Frame), (TimeSpan Due, long Number)> _under = new();
    private readonly AutoResetEvent _wake = new(false);
    private long _number;
    private volatile bool _ends;

    /// <summary>Begins to pass frames.</summary>
    /// <param name="cards">Whose hardware addresses are those of <see cref="HardwareAddress"/>, by their places.</param>
    public EthernetSwitch(params TapDevice[] cards)
    {
        _cards = cards;
        _links = new (bool, TimeSpan)[cards.Length, cards.Length];
        for (var i = 0; i < cards.Length; i++)
        {
            var from = i;
            new Thread(() => Pass(from)) { IsBackground = true, Name = $"frames of {cards[i].Name}" }.Start();
        }

        new Thread(Deliver) { IsBackground = true, Name = "frames on slow links" }.Start();
    }

    /// <summary>The hardware address of the card at a place; locally administered.</summary>
    public static string HardwareAddress(int card) => $"02:6c:61:62:00:{card:x2}";

    /// <summary>What becomes of frames from one card to another from here.</summary>
    public void Link(int from, int to, bool cut, TimeSpan late)
    {
        lock (_gate)
            _links[from, to] = (cut, late);
    }

    /// <summary>Ends when the cards are gone; frames under way are lost.</summary>
    public void Dispose()
    {
        _ends = true;
        _wake.Set();
        foreach (var card in _cards)
            card.Dispose();
    }

    private void Pass(int from)
    {
        var frame = new byte[TapDevice.LargestFrame];
        try
        {
            while (!_ends && _cards[from].Read(frame) is > 0 and var length)
            {
                // A group address is everybody's; else the last byte says which card.
                var everybody = (frame[0] & 1) == 1;
                for (var to = 0; to < _cards.Length; to++)
                {
                    if (to != from && (everybody || frame[5] == to))
                        Send(from, to, frame.AsSpan(0, length));
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The namespace of the card was removed: the torture is over.
        }
    }

    private void Send(int from, int to, ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            var (cut, late) = _links[from, to];
            if (cut)
                return;
            if (late > TimeSpan.Zero)
            {
                _under.Enqueue((_cards[to], frame.ToArray()), (Stopwatch.GetElapsedTime(0) + late, _number++));
                _wake.Set();
                return;
            }
        }

        _cards[to].Write(frame);
    }

    private void Deliver()
    {
        while (!_ends)
        {
            var wait = Timeout.InfiniteTimeSpan;
            (TapDevice To, byte[] Frame)? due = null;
            lock (_gate)
            {
                if (_under.TryPeek(out var next, out var when))
                {
                    wait = when.Due - Stopwatch.GetElapsedTime(0);
                    if (wait <= TimeSpan.Zero)
                    {
                        due = next;
                        _under.Dequeue();
                    }
                }
            }

            if (due is { } arrives)
                arrives.To.Write(arrives.Frame);
            else
                _wake.WaitOne(wait);
        }
    }
}
