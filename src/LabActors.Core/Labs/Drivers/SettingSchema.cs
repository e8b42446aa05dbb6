using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Labs.Drivers;

/// <summary>A setting that a driver understands.</summary>
/// <param name="Key">As the laboratory's file has it.</param>
/// <param name="Meaning">For docs/devices.md, with units.</param>
public sealed record SettingSchema(string Key, SettingKind Kind, string Meaning)
{
    /// <summary>It must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The words of a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What may stand there, in words.</summary>
    public string Expected => Kind switch
    {
        SettingKind.Number => string.Create(CultureInfo.InvariantCulture, $"a number from {Min} to {Max}"),
        SettingKind.Flag => "true or false",
        SettingKind.Choice => $"one of {string.Join(", ", Choices)}",
        SettingKind.Names => "pairs of names such as 'CDD = IC0; L2 = L2CDD'",
        _ => "a text",
    };

    /// <summary>Whether a text may stand there.</summary>
    public bool Takes(string text) => Kind switch
    {
        SettingKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= Min && value <= Max,
        SettingKind.Flag => text is "true" or "false",
        SettingKind.Choice => Choices.Contains(text),
        SettingKind.Names => NameMap.TryParse(text, out _),
        _ => true,
    };
}
