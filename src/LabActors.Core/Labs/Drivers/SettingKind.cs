namespace LabActors.Core.Labs.Drivers;

/// <summary>What a driver's setting holds.</summary>
public enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A number within limits.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Names that the device has for the laboratory's (<see cref="NameMap"/>).</summary>
    Names,
}
