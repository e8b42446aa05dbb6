namespace LabActors.Node.Security;

/// <summary>Whose certificate it is; it stands in the certificate itself, as the organizational unit of its subject.</summary>
public enum CertificateKind
{
    /// <summary>A node's: it listens, and has the names of its computer in it.</summary>
    Node,

    /// <summary>A console's: good for attaching to nodes, and for nothing else.</summary>
    Console,
}
