using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Safety;

/// <summary>What a trip has read of late: how often in a row beyond its limit, and how often nothing.</summary>
/// <param name="Value">The newest good value; null when the newest reading gave none.</param>
/// <param name="Missing">Why there is none; empty when there is one.</param>
public sealed record TripWatch(int Beyond, int Unread, double? Value, string Missing)
{
    /// <summary>Nothing read yet.</summary>
    public static TripWatch Fresh { get; } = new(0, 0, null, "not read yet");

    /// <summary>After a reading.</summary>
    /// <param name="value">Null, or no number, when there was no good one.</param>
    /// <param name="missing">Why not.</param>
    public TripWatch Read(TripDefinition trip, double? value, string missing) => value is { } good && double.IsFinite(good)
        ? new TripWatch(IsBeyond(trip, good) ? Beyond + 1 : 0, 0, good, "")
        : new TripWatch(Beyond, Unread + 1, null, missing.Length > 0 ? missing : "no value");

    /// <summary>Why it trips now, in words; empty when it does not.</summary>
    public string Reason(TripDefinition trip) =>
        Value is { } value && Beyond >= trip.Polls ? Limit(trip, value)
        : trip.MissingPolls > 0 && Unread >= trip.MissingPolls ? string.Create(CultureInfo.InvariantCulture, $"{trip.Words} gave no value {Unread} times in a row: {Missing}")
        : "";

    /// <summary>Why it may not be reset now; empty when it may.</summary>
    public string AgainstReset(TripDefinition trip) =>
        Value is not { } value ? $"{trip.Words} gives no value: {Missing}"
        : IsBeyond(trip, value) ? Limit(trip, value)
        : "";

    // A value that stands at its limit has not passed it.
    private static bool IsBeyond(TripDefinition trip, double value) => value > trip.Above || value < trip.Below;

    private static string Limit(TripDefinition trip, double value) => string.Create(
        CultureInfo.InvariantCulture, $"{trip.Words} reads {value:G4}, {(value > trip.Above ? $"above {trip.Above:G4}" : $"below {trip.Below:G4}")}");
}
