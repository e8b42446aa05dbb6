namespace LabActors.Devices.Framings;

/// <summary>Whether bytes hold a message.</summary>
public enum FrameKind
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>A message with a right check, if it has one.</summary>
    Whole,

    /// <summary>A message whose check is wrong.</summary>
    WrongCheck,

    /// <summary>Bytes that no message begins with, or more than a message can have.</summary>
    Malformed,
}
