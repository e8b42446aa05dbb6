namespace LabActors.Core.Labs;

/// <summary>Where one port leads to the simulator.</summary>
/// <param name="Name">The port's name.</param>
/// <param name="Kind">As the laboratory has it: a serial port is a pseudo-terminal, a socket one of this computer.</param>
public sealed record RedirectedPort(string Name, PortKind Kind)
{
    /// <summary>Serial: the pseudo-terminal's path.</summary>
    public string Path { get; init; } = "";

    /// <summary>TCP, UDP: an address of this computer.</summary>
    public string Host { get; init; } = "";

    /// <summary>TCP, UDP: port number.</summary>
    public int Number { get; init; }

    /// <summary>Where it leads, in words.</summary>
    public string Address => Kind == PortKind.Serial ? Path : $"{Kind.ToString().ToLowerInvariant()} {Host}:{Number}";
}
