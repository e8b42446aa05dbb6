using System.Collections.Immutable;
using System.Text;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>A word of states or locks as Pychron's servers send it: <c>A0,B1,C0</c> and four digits of CRC-16; 1 is open, or locked. It may name only some of the valves.</summary>
public sealed record PychronWord(ImmutableArray<(string Name, bool On)> Items)
{
    private const int CheckLength = 4;

    /// <summary>Reads a word; null, with what is wrong, when its check is not right or it is of another form.</summary>
    public static PychronWord? Read(string text, out string problem)
    {
        problem = "";
        if (WithoutCheck(text, out problem) is not { } body)
            return null;
        var items = body.Split(',', '|').Where(i => i.Length > 0).ToArray();
        if (items.FirstOrDefault(i => i.Length < 2 || i[^1] is not ('0' or '1')) is { } wrong)
        {
            problem = $"found '{wrong}' in the word '{text}', expected a valve's name and 0 or 1";
            return null;
        }

        return new PychronWord([.. items.Select(i => (i[..^1], i[^1] == '1'))]);
    }

    /// <summary>A text without its CRC; null, with what is wrong, when that is not right.</summary>
    public static string? WithoutCheck(string text, out string problem)
    {
        var body = text.Length >= CheckLength ? text[..^CheckLength] : "";
        var expected = CheckOf(body);
        var right = text.Length >= CheckLength && string.Equals(text[^CheckLength..], expected, StringComparison.OrdinalIgnoreCase);
        problem = right ? "" : $"found '{text}', expected a word with the check {expected}";
        return right ? body : null;
    }

    /// <summary>A text with its CRC behind it.</summary>
    public static string WithCheck(string body) => body + CheckOf(body);

    /// <summary>The word with its check.</summary>
    public override string ToString() => WithCheck(string.Join(',', Items.Select(i => $"{i.Name}{(i.On ? '1' : '0')}")));

    private static string CheckOf(string body) => Checksums.HexLowFirst(Checksums.Crc16Modbus(Encoding.ASCII.GetBytes(body)));
}
