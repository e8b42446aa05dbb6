namespace LabActors.Devices.Transports;

/// <summary>How a transaction ended.</summary>
public enum LinkOutcome
{
    /// <summary>A whole answer with a right check.</summary>
    Answered,

    /// <summary>No answer, or only a part of one, within the time.</summary>
    TimedOut,

    /// <summary>Bytes that cannot be an answer: too long, or not of the form.</summary>
    Malformed,

    /// <summary>The answer's check is wrong.</summary>
    ChecksumError,

    /// <summary>The port could not be opened, or was lost.</summary>
    PortLost,

    /// <summary>It was given up before it was answered.</summary>
    Canceled,
}
