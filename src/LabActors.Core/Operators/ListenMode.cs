namespace LabActors.Core.Operators;

/// <summary>How a node listens for operators.</summary>
public enum ListenMode
{
    /// <summary>Not at all.</summary>
    Refused,

    /// <summary>Without TLS: this computer only.</summary>
    Plain,

    /// <summary>With mutual TLS.</summary>
    Tls,
}
