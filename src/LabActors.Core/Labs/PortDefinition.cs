namespace LabActors.Core.Labs;

/// <summary>A serial port, socket or bus of the computer, to which one device or several are connected.</summary>
/// <param name="Name">As devices name it.</param>
public sealed record PortDefinition(string Name, PortKind Kind)
{
    /// <summary>Serial: the port's path or name, such as <c>/dev/ttyUSB0</c> or <c>COM3</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Serial: bits a second.</summary>
    public int Baud { get; init; } = 9600;

    /// <summary>Serial: 7 or 8.</summary>
    public int DataBits { get; init; } = 8;

    /// <summary>Serial: the parity bit.</summary>
    public PortParity Parity { get; init; }

    /// <summary>Serial: 1 or 2.</summary>
    public int StopBits { get; init; } = 1;

    /// <summary>TCP, UDP: host name or address.</summary>
    public string Host { get; init; } = "";

    /// <summary>TCP, UDP: port number.</summary>
    public int Number { get; init; }

    /// <summary>TCP: a connection of its own for each transaction, as Pychron's servers and Qtegra want it.</summary>
    public bool ConnectsEachTime { get; init; }

    /// <summary>The least pause between two transactions, which some devices need.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>It leads to a simulator: it was redirected there. What is read through it says so.</summary>
    public bool Simulated { get; init; }

    /// <summary>Where it leads, in words: <c>/dev/ttyUSB0 9600 8N1</c>, <c>tcp 10.0.0.5:1061</c>.</summary>
    public string Address => Kind == PortKind.Serial
        ? $"{Path} {Baud} {DataBits}{Parity.ToString()[0]}{StopBits}"
        : $"{Kind.ToString().ToLowerInvariant()} {Host}:{Number}";
}
