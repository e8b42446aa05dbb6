namespace LabActors.Simulator.Wire;

/// <summary>Something wrong with a simulated instrument, as tests and rehearsals order it.</summary>
public sealed record WireFault(WireFaultKind Kind)
{
    /// <summary>What has it: the address or name of a valve, a channel, an axis; empty for all.</summary>
    public string Part { get; init; } = "";

    /// <summary>s; see the kind.</summary>
    public double Seconds { get; init; }

    /// <summary>A number; see the kind.</summary>
    public double? Value { get; init; }

    /// <summary>A text; see the kind.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only requests that contain this have it (bytes as Latin-1); empty for all.</summary>
    public string Request { get; init; } = "";

    /// <summary>How many answers have it, after which it is over; null until it is mended.</summary>
    public int? Count { get; init; }
}
