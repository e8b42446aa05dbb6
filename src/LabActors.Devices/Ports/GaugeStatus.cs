namespace LabActors.Devices.Ports;

/// <summary>What a gauge says of its own reading.</summary>
public enum GaugeStatus
{
    /// <summary>The pressure is measured.</summary>
    Ok,

    /// <summary>Below what the gauge can measure.</summary>
    UnderRange,

    /// <summary>Above what the gauge can measure.</summary>
    OverRange,

    /// <summary>Switched off, by hand or by its controller.</summary>
    Off,

    /// <summary>Switched off by its own protection.</summary>
    Protected,

    /// <summary>Starting; there is no value yet.</summary>
    Waiting,

    /// <summary>No gauge is connected.</summary>
    NoGauge,

    /// <summary>A broken or misconnected sensor.</summary>
    SensorError,

    /// <summary>Connected, but the controller does not know what it is.</summary>
    NotIdentified,

    /// <summary>A word that the grammar does not have.</summary>
    Unknown,
}
