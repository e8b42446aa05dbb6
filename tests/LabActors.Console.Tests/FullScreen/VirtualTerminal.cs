using System.Text;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>As much of a terminal as the console uses: texts, places, clearing, the alternate screen, the cursor. What it does not know is an error, so that nothing is written that some terminal may not know either.</summary>
internal sealed class VirtualTerminal(int columns, int rows)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private char[,] _main = Blank(columns, rows);
    private char[,] _alternate = Blank(columns, rows);
    private string _pending = "";
    private int _x;
    private int _y;

    public bool IsAlternate { get; private set; }

    public bool ShowsCursor { get; private set; } = true;

    private char[,] Cells => IsAlternate ? _alternate : _main;

    public string[] Lines() => [.. Enumerable.Range(0, Cells.GetLength(1)).Select(y => string.Concat(Enumerable.Range(0, Cells.GetLength(0)).Select(x => Cells[x, y])).TrimEnd())];

    public void Resize(int columns, int rows)
    {
        _main = Resized(_main, columns, rows);
        _alternate = Resized(_alternate, columns, rows);
        (_x, _y) = (Math.Min(_x, columns - 1), Math.Min(_y, rows - 1));
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[_decoder.GetCharCount(bytes, flush: false)];
        _decoder.GetChars(bytes, text, flush: false);
        Write(new string(text));
    }

    public void Write(string text)
    {
        text = _pending + text;
        _pending = "";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\e')
            {
                Put(text[i]);
                continue;
            }

            var end = End(text, i);
            if (end < 0)
            {
                _pending = text[i..];
                return;
            }

            Obey(text[(i + 1)..(end + 1)]);
            i = end;
        }
    }

    /// <summary>Where a sequence ends; -1 when it has not come to its end yet.</summary>
    private static int End(string text, int from)
    {
        if (from + 1 >= text.Length)
            return -1;
        if (text[from + 1] != '[')
            return from + 1;
        for (var i = from + 2; i < text.Length; i++)
        {
            if (text[i] is >= '@' and <= '~')
                return i;
        }

        return -1;
    }

    private void Put(char glyph)
    {
        switch (glyph)
        {
            case '\r':
                _x = 0;
                break;
            case '\n':
                _y = Math.Min(_y + 1, Cells.GetLength(1) - 1);
                break;
            case '\a' or '\b':
                break;
            case var _ when char.IsControl(glyph):
                throw new InvalidOperationException($"a control character was written: {(int)glyph:x2}");
            default:
                if (_x < Cells.GetLength(0))
                    Cells[_x++, _y] = glyph;
                break;
        }
    }

    private void Obey(string sequence)
    {
        var body = sequence.Length > 1 ? sequence[1..^1] : "";
        switch (sequence[^1])
        {
            case 'H':
                int[] at = [.. body.Split(';').Select(number => number.Length == 0 ? 1 : int.Parse(number))];
                (_x, _y) = at.Length == 2 ? (Math.Min(at[1] - 1, Cells.GetLength(0) - 1), Math.Min(at[0] - 1, Cells.GetLength(1) - 1)) : (0, 0);
                break;
            case 'J' when body == "2":
                Clear(Cells);
                break;
            case 'h' or 'l' when body == "?1049":
                IsAlternate = sequence[^1] == 'h';
                if (IsAlternate)
                    Clear(_alternate);
                break;
            case 'h' or 'l' when body == "?25":
                ShowsCursor = sequence[^1] == 'h';
                break;
            case 'h' or 'l' when body is "?2026" or "?1":
            case 'm':
            case '=' or '>' when body.Length == 0:
                break;
            default:
                throw new InvalidOperationException($"an unknown sequence was written: ESC {sequence}");
        }
    }

    private static void Clear(char[,] cells)
    {
        for (var x = 0; x < cells.GetLength(0); x++)
        {
            for (var y = 0; y < cells.GetLength(1); y++)
                cells[x, y] = ' ';
        }
    }

    private static char[,] Blank(int columns, int rows)
    {
        var cells = new char[columns, rows];
        Clear(cells);
        return cells;
    }

    private static char[,] Resized(char[,] cells, int columns, int rows)
    {
        var resized = Blank(columns, rows);
        for (var x = 0; x < Math.Min(columns, cells.GetLength(0)); x++)
        {
            for (var y = 0; y < Math.Min(rows, cells.GetLength(1)); y++)
                resized[x, y] = cells[x, y];
        }

        return resized;
    }
}
