using System.Globalization;
using LabActors.Actors.Operators;
using LabActors.Core.Operators;

namespace LabActors.Console.Attaching;

/// <summary>Where a node is, as it is typed: <c>HOST</c>, <c>HOST:PORT</c>, <c>[IPV6]:PORT</c>.</summary>
public sealed record ConsoleAddress(string Host, int Port)
{
    /// <summary>Reads an address; null when it is none.</summary>
    public static ConsoleAddress? Parse(string text) =>
        HostAndPort.Parse(text, OperatorProtocol.DefaultPort, leastPort: 1) is { } found ? new ConsoleAddress(found.Host, found.Port) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
