namespace LabActors.Node.Security;

/// <summary>A certificate of a folder and how it stands.</summary>
/// <param name="File">Path.</param>
/// <param name="What"><c>authority</c>, <c>node</c> or <c>console</c>.</param>
/// <param name="Name">As it stands in the certificate.</param>
/// <param name="Ends">Its last moment, UTC.</param>
/// <param name="Serial">Serial number, hexadecimal.</param>
/// <param name="Problem">Why it is no good; empty when it is.</param>
/// <param name="State"><c>good</c>, <c>expires soon</c>, <c>revoked</c> or <c>no good</c>.</param>
public sealed record CertificateState(string File, string What, string Name, DateTimeOffset Ends, string Serial, string Problem, string State)
{
    internal const string Good = "good";
    internal const string ExpiresSoon = "expires soon";
    internal const string Revoked = "revoked";
    internal const string NoGood = "no good";

    /// <summary>True when somebody who relies on it will be refused without having been told so.</summary>
    public bool IsFailure => State == NoGood;

    /// <summary>True when its end is near.</summary>
    public bool IsWarning => State == ExpiresSoon;
}
