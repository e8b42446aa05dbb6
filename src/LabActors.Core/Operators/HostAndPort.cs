using System.Globalization;
using System.Net;

namespace LabActors.Core.Operators;

/// <summary>Addresses as people type them: <c>HOST</c>, <c>HOST:PORT</c>, <c>[IPV6]:PORT</c>.</summary>
public static class HostAndPort
{
    /// <summary>Reads an address; null when it is none.</summary>
    /// <param name="text">As it is typed.</param>
    /// <param name="port">The port where none is said.</param>
    /// <param name="leastPort">0 where any port that is free may be asked for, else 1.</param>
    public static DnsEndPoint? Parse(string text, int port, int leastPort)
    {
        var host = text;
        var colon = text.LastIndexOf(':');
        if (colon >= 0 && (text.IndexOf(':') == colon || text[..colon].EndsWith(']')))
        {
            if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port < leastPort || port > IPEndPoint.MaxPort)
                return null;
            host = text[..colon];
        }

        host = host.Trim('[', ']');
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new DnsEndPoint(host, port);
    }
}
