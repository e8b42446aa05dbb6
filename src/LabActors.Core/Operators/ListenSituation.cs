using System.Collections.Immutable;
using System.Net;

namespace LabActors.Core.Operators;

/// <summary>What a node finds when it is about to listen for operators.</summary>
/// <param name="Host">The host name or address that it is to listen at, as it is configured.</param>
/// <param name="Addresses">What the name stands for; none when nothing is known of it.</param>
public sealed record ListenSituation(string Host, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>Why there is no use in the certificates; empty when all is well with them.</summary>
    public string CertificateProblem { get; init; } = "";

    /// <summary>Why there is no use in the users' file; empty when all is well with it.</summary>
    public string UsersProblem { get; init; } = "";

    /// <summary>True when there is at least one user.</summary>
    public bool HasUsers { get; init; }
}
