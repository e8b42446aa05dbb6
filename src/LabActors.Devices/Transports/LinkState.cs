namespace LabActors.Devices.Transports;

/// <summary>How a port stands.</summary>
public enum LinkState
{
    /// <summary>Nothing has been asked of it yet, or not since it was opened again.</summary>
    Untried,

    /// <summary>Open, and the last transaction was answered.</summary>
    Up,

    /// <summary>Open, and transactions fail: some device does not answer, or answers wrongly.</summary>
    Degraded,

    /// <summary>It cannot be opened or was lost; it is opened again after a while.</summary>
    Lost,
}
