namespace LabActors.Core.Labs.Drivers;

/// <summary>Settings that gauge controllers share.</summary>
public static class GaugeSettings
{
    /// <summary>Key of the units that the controller is set to.</summary>
    public const string Units = "units";

    /// <summary>Units where the file says nothing.</summary>
    public const string Default = "torr";

    /// <summary>The units that the controller is set to.</summary>
    public static SettingSchema UnitsSchema { get; } = new(Units, SettingKind.Choice, "the units that the controller is set to: torr (default), mbar or pa") { Choices = ["torr", "mbar", "pa"] };
}
