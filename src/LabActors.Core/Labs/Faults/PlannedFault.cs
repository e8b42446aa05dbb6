using System.Globalization;
using System.Text;

namespace LabActors.Core.Labs.Faults;

/// <summary>A fault of a simulated laboratory: what has it, when, and for how long. Of device, port and volume one is given.</summary>
/// <param name="Kind">What happens.</param>
public sealed record PlannedFault(FaultKind Kind)
{
    /// <summary>By which it is typed; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The device that has it; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>The port all of whose devices have it; empty for none.</summary>
    public string Port { get; init; } = "";

    /// <summary>The volume that has it; empty for none.</summary>
    public string Volume { get; init; } = "";

    /// <summary>How long after the start, laboratory time; null when it only happens when it is typed.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>How long it lasts, laboratory time; null until it is mended.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>The valve, channel, axis or command; empty for all.</summary>
    public string Part { get; init; } = "";

    /// <summary>Seconds, as the kind says; null for its default.</summary>
    public double? Seconds { get; init; }

    /// <summary>A number, as the kind says; null for its default.</summary>
    public double? Value { get; init; }

    /// <summary>A text, as the kind says; empty for its default.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only requests that contain this have it; empty for all.</summary>
    public string Request { get; init; } = "";

    /// <summary>How many times it happens, after which it is over; null for always.</summary>
    public int? Count { get; init; }

    /// <summary>Line of its file, from 1; 0 when it was typed.</summary>
    public int Line { get; init; }

    /// <summary>What has it, as the file names it.</summary>
    public string Target => Device.Length > 0 ? Device : Port.Length > 0 ? $"port {Port}" : Volume;

    /// <summary>As it is typed: <c>switch_controller stuck-valve part=C for_s=30</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Target} {Kind.Name}");
        Add("part", Part);
        Add("seconds", Number(Seconds));
        Add("value", Number(Value));
        Add("text", Text);
        Add("request", Request);
        Add("count", Number(Count));
        Add("for_s", Number(For?.TotalSeconds));
        return text.ToString();

        void Add(string key, string value)
        {
            if (value.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $" {key}={value}");
        }
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
