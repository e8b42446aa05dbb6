using System.Globalization;

namespace LabActors.Core.Queues;

/// <summary>Laboratory time as people write it: <c>2026-03-02 18:00</c>, with seconds if they like. It is the time that consoles and journal show, UTC.</summary>
public static class LabInstant
{
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads an instant.</summary>
    public static bool TryParse(string text, out DateTimeOffset value) => DateTimeOffset.TryParseExact(
        text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);

    /// <summary>Writes an instant so that <see cref="TryParse"/> has it back, to the second.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(instant.Second == 0 ? Forms[0] : Forms[1], CultureInfo.InvariantCulture);
}
