using LabActors.Core.Operators;
using LabActors.Node.Security;

namespace LabActors.Node.Operators;

/// <summary>Where a node listens for consoles.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">0 for any that is free; consoles on this computer find it in the data folder.</param>
/// <param name="Find">Who may attach; null for somebody whom nobody knows.</param>
public sealed record OperatorListening(string Host, int Port, Func<string, OperatorUser?> Find)
{
    /// <summary>Both sides show certificates; null within one computer. Whoever listens disposes of them.</summary>
    public LabCertificates? Certificates { get; init; }

    /// <summary>How long before its end the expiry of a certificate is warned of.</summary>
    public TimeSpan WarnBefore { get; init; } = SecuritySettings.Default.WarnBefore;
}
