using System.Text;

namespace LabActors.Simulator.Wire;

/// <summary>Lines out of bytes that come in whatever pieces; empty ones are left out.</summary>
/// <param name="ends">Any of these bytes ends a line.</param>
internal sealed class WireLines(params byte[] ends)
{
    // No command of any instrument is this long.
    private const int Longest = 4096;

    private readonly List<byte> _line = [];

    /// <summary>What of a line has come so far is forgotten.</summary>
    public void Clear() => _line.Clear();

    public IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var b in bytes)
        {
            if (!ends.Contains(b))
            {
                _line.Add(b);
                if (_line.Count > Longest)
                    _line.Clear();
                continue;
            }

            if (_line.Count > 0)
                lines.Add(Encoding.Latin1.GetString([.. _line]));
            _line.Clear();
        }

        return lines;
    }
}
