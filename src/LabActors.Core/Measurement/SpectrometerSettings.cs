using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LabActors.Core.Measurement;

/// <summary>How a mass spectrometer is set, as read from it.</summary>
/// <param name="Source">Source and supply parameters by name.</param>
/// <param name="Deflections">By detector.</param>
/// <param name="Gains">Factors on what the spectrometer reports, by detector, as the laboratory's definition has them.</param>
/// <param name="IntegrationSeconds">s.</param>
/// <param name="MagnetDac">V; null when it was not read.</param>
/// <param name="Unread">What gave no value, and why: it is in none of the others.</param>
public sealed record SpectrometerSettings(
    ImmutableDictionary<string, double> Source,
    ImmutableDictionary<string, double> Deflections,
    ImmutableDictionary<string, double> Gains,
    double IntegrationSeconds,
    double? MagnetDac,
    ImmutableDictionary<string, string> Unread)
{
    /// <summary>Trap current, uA, under the names that instruments give it; null when it has none.</summary>
    public double? Trap => First("TrapCurrent", "Trap");

    /// <summary>Emission, uA; null when the instrument tells none.</summary>
    public double? Emission => First("EmissionCurrent", "Emission");

    /// <summary>
    /// 40 hexadecimal digits that stand for these settings: SHA-1 over their names, in order, each with its value. Where the magnet stands
    /// does not count, since every measurement moves it.
    /// </summary>
    public string Sha1()
    {
        var text = new StringBuilder();
        Add("integration", [KeyValuePair.Create("s", IntegrationSeconds)]);
        Add("source", Source);
        Add("deflection", Deflections);
        Add("gain", Gains);
        foreach (var name in Unread.Keys.Order(StringComparer.Ordinal))
            text.Append("unread ").Append(name).Append('\n');
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(string kind, IEnumerable<KeyValuePair<string, double>> values)
        {
            foreach (var (name, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{kind} {name} {value:R}\n");
        }
    }

    private double? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Source.FirstOrDefault(s => string.Equals(s.Key, name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found)
                return found.Value;
        }

        return null;
    }
}
