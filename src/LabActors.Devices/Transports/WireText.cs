using System.Globalization;
using System.Text;

namespace LabActors.Devices.Transports;

/// <summary>Bytes as a person reads them: printable characters as they are, others by name or number.</summary>
public static class WireText
{
    // Form feed has its number, since FF is a byte.
    private static readonly string[] Names =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "0C", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    /// <summary>The bytes, with control characters as <c>&lt;CR&gt;</c> and others that cannot be printed as <c>&lt;A5&gt;</c>.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            _ = b switch
            {
                < 32 => text.Append('<').Append(Names[b]).Append('>'),
                (byte)'<' => text.Append("<3C>"),
                < 127 => text.Append((char)b),
                _ => text.Append(CultureInfo.InvariantCulture, $"<{b:X2}>"),
            };
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text as <see cref="Of"/> writes it, for commands that a person types.</summary>
    /// <exception cref="FormatException">A name or number between angle brackets is not one, or a character is not ASCII.</exception>
    public static byte[] Parse(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '<')
            {
                bytes.Add(text[at] < 128 ? (byte)text[at] : throw new FormatException($"found '{text[at]}', expected ASCII, or a byte such as <B5>"));
                continue;
            }

            var end = text.IndexOf('>', at);
            var name = end < 0 ? text[at..] : text[(at + 1)..end];
            var known = Array.IndexOf(Names, name.ToUpperInvariant());
            if (end < 0 || (known < 0 && !(name.Length == 2 && byte.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))))
                throw new FormatException($"found '{text[at..(end < 0 ? text.Length : end + 1)]}', expected a control character such as <CR>, or two hexadecimal digits such as <B5>");
            bytes.Add(known >= 0 ? (byte)known : byte.Parse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            at = end;
        }

        return [.. bytes];
    }
}
