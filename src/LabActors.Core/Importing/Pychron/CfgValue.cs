using System.Globalization;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A value of a set-up file and its 1-based line.</summary>
internal sealed record CfgValue(string Text, int Line)
{
    /// <summary>As a number; null when it is none.</summary>
    public double? Number => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>As Pychron takes it for true.</summary>
    public bool IsTrue => Text.Trim().ToLowerInvariant() is "true" or "t" or "yes" or "y" or "1" or "1.0" or "on";

    /// <summary>The parts between commas.</summary>
    public string[] List => Text.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>With one more line of it.</summary>
    public CfgValue With(string more) => this with { Text = $"{Text} {more}" };
}
