using System.Globalization;
using LabActors.Actors.Operators;

namespace LabActors.Console.Attaching;

/// <summary>Where a node is, as it is typed: <c>HOST</c>, <c>HOST:PORT</c>, <c>[IPV6]:PORT</c>.</summary>
public sealed record ConsoleAddress(string Host, int Port)
{
    /// <summary>Reads an address; null when it is none.</summary>
    public static ConsoleAddress? Parse(string text)
    {
        var (host, port) = (text, OperatorProtocol.DefaultPort);
        var colon = text.LastIndexOf(':');
        if (colon >= 0 && (text.IndexOf(':') == colon || text[..colon].EndsWith(']')))
        {
            if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
                return null;
            host = text[..colon];
        }

        host = host.Trim('[', ']');
        return host.Length == 0 ? null : new ConsoleAddress(host, port);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
