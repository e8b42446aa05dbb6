using System.Collections;

namespace LabActors.Core.Reduction;

/// <summary>
/// An immutable list of points to which another is added in constant time: lists that grew from each other share one buffer, each
/// sees its own length of it, and who adds to a list that has already been added to gets a buffer of his own.
/// </summary>
public sealed class PointList : IReadOnlyList<SeriesPoint>
{
    private readonly Buffer _buffer;

    private PointList(Buffer buffer, int count) => (_buffer, Count) = (buffer, count);

    /// <summary>No points.</summary>
    public static PointList Empty => new(new Buffer(), 0);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public SeriesPoint this[int index] =>
        index >= 0 && index < Count ? _buffer.Points[index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"the list has {Count} points");

    /// <summary>This list and one more point.</summary>
    public PointList Add(SeriesPoint point) => _buffer.TryAppend(Count, point)
        ? new(_buffer, Count + 1)
        : new(new Buffer(AsSpan(), point), Count + 1);

    /// <summary>The points.</summary>
    public ReadOnlySpan<SeriesPoint> AsSpan() => _buffer.Points.AsSpan(0, Count);

    /// <inheritdoc/>
    public IEnumerator<SeriesPoint> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return _buffer.Points[i];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Buffer
    {
        private SeriesPoint[] _points;
        private int _filled;

        public Buffer() => _points = new SeriesPoint[16];

        public Buffer(ReadOnlySpan<SeriesPoint> points, SeriesPoint last)
        {
            _points = new SeriesPoint[Math.Max(16, points.Length * 2)];
            points.CopyTo(_points);
            _points[points.Length] = last;
            _filled = points.Length + 1;
        }

        public SeriesPoint[] Points => _points;

        /// <summary>A place is given away once; the list that ends there is the only one that may be longer.</summary>
        public bool TryAppend(int at, SeriesPoint point)
        {
            if (Interlocked.CompareExchange(ref _filled, at + 1, at) != at) return false;
            var points = _points;
            if (at == points.Length)
            {
                points = new SeriesPoint[at * 2];
                _points.CopyTo(points, 0);
            }

            points[at] = point;
            Volatile.Write(ref _points, points);
            return true;
        }
    }
}
