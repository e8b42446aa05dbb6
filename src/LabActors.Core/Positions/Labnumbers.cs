using System.Globalization;
using LabActors.Core.Queues;

namespace LabActors.Core.Positions;

/// <summary>Identifiers that count up while runs are created one after the other.</summary>
public static class Labnumbers
{
    /// <summary>A whole number, or each of several with commas, plus the increment; any other text as it is.</summary>
    public static string Increment(string text, int by = 1)
    {
        var parts = text.Split(',');
        return parts.All(part => PythonText.TryInt(part, out _))
            ? string.Join(',', parts.Select(part => ((long)PythonText.Int(part) + by).ToString(CultureInfo.InvariantCulture)))
            : text;
    }
}
