using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A valve between two volumes, or a switch.</summary>
/// <param name="Name">As scripts write it, usually one letter.</param>
/// <param name="Description">What scripts may write instead of the name; unique in the laboratory.</param>
/// <param name="VolumeA">One side; empty, as the other, for what joins no volumes.</param>
/// <param name="VolumeB">The other side.</param>
/// <param name="Section">The section whose lease allows moving it.</param>
/// <param name="Interlocks">Valves that must be closed before this one opens; closing is never blocked.</param>
/// <param name="PositiveInterlocks">Valves that must be open before this one opens.</param>
/// <param name="Settling">How long an actuation takes to be trusted.</param>
/// <param name="Kind">What moves it.</param>
public sealed record ValveDefinition(
    string Name,
    string Description,
    string VolumeA,
    string VolumeB,
    string Section,
    ImmutableArray<string> Interlocks,
    ImmutableArray<string> PositiveInterlocks,
    TimeSpan Settling,
    ValveKind Kind)
{
    /// <summary>The device that moves it; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its address at the device: a relay channel, a parameter's name, a letter; of a double valve two, <c>301,302</c>: the one that opens it and the one that closes it. Its name when the file gives none.</summary>
    public string Address { get; init; } = Name;

    /// <summary>The device that reads it back; empty for the one that moves it.</summary>
    public string StateDevice { get; init; } = "";

    /// <summary>Its address there; empty for <see cref="Address"/>.</summary>
    public string StateAddress { get; init; } = "";

    /// <summary>What reads it back says open when it is closed.</summary>
    public bool StateInverted { get; init; }

    /// <summary>The relay is on when the valve is closed: what is told to the device that moves it is the opposite, and so is what that device reads.</summary>
    public bool Inverted { get; init; }

    /// <summary>How long after <see cref="Settling"/>, and between tries, its read-back is waited for.</summary>
    public TimeSpan CheckDelay { get; init; }

    /// <summary>How often it is read before an actuation has failed; one that is on its way is read until <see cref="Travel"/> is over.</summary>
    public int CheckTries { get; init; } = 1;

    /// <summary>How long it may be on its way, with neither end reached, before that is a fault.</summary>
    public TimeSpan Travel { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>It is read at intervals; when false only at the start, after it was moved, and when it is asked for.</summary>
    public bool QueryState { get; init; } = true;

    /// <summary>Of a double valve: between the opening of the first actuator and the closing of the second.</summary>
    public TimeSpan OpenDelay { get; init; }

    /// <summary>Of a double valve: between the opening of the second actuator and the closing of the first.</summary>
    public TimeSpan CloseDelay { get; init; }

    /// <summary>The valve that it follows; empty for none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>It closes when its parent opens, and opens when its parent closes.</summary>
    public bool ParentInverted { get; init; }

    /// <summary>The instrument that alone has it opened; empty for all.</summary>
    public string Owner { get; init; } = "";

    /// <summary>False where nothing that LabActors reaches moves or reads it: its actuator has no driver, or is somebody else's. As of a manual valve, only what the operator says of it is known.</summary>
    public bool Driven { get; init; } = true;

    /// <summary>Whether a device moves it.</summary>
    public bool IsDriven => Kind != ValveKind.Manual && Driven;

    /// <summary>Where it is drawn; null where the file does not say.</summary>
    public DrawnAt? At { get; init; }

    /// <summary>Name and description, for people.</summary>
    public string Words => Description.Length > 0 && Description != Name ? $"{Name} ({Description})" : Name;

    /// <summary>False for what joins no volumes, and where the laboratory's file does not say which.</summary>
    public bool JoinsVolumes => VolumeA.Length > 0 && VolumeB.Length > 0;
}
