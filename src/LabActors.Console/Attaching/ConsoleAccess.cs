using LabActors.Node.Security;

namespace LabActors.Console.Attaching;

/// <summary>Which node, as whom.</summary>
public sealed record ConsoleAccess(ConsoleAddress Node, string User, string Token)
{
    /// <summary>Where the node is now; null where nobody knows better than <see cref="Node"/>.</summary>
    public Func<ConsoleAddress?> Find { get; init; } = () => null;

    /// <summary>This console's certificate; null within one computer. They live as long as the process.</summary>
    public LabCertificates? Certificates { get; init; }

    /// <summary>How the node is reached.</summary>
    public NodeLine Line => Certificates is { } own ? NodeLine.Tls(own, Node) : NodeLine.WithinComputer;
}
