namespace LabActors.Actors.Devices;

/// <summary>What a failed request to a device means for who asked: whether the device did anything, and whether asking again is any use.</summary>
public enum DeviceFailure
{
    /// <summary>The device, or whoever guards it, understood and will not do it: asking again gives the same answer.</summary>
    Definite,

    /// <summary>No answer, or a broken connection, after the request had gone out: what the device did is not known. Only what may be repeated is asked again.</summary>
    Unanswered,

    /// <summary>The device could not be reached: nothing was sent, so anything may be asked again.</summary>
    NotSent,

    /// <summary>Given up for something that must come first (switching off): never asked again.</summary>
    Withdrawn,
}
