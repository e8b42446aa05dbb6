using System.Globalization;
using LabActors.Console.Session;

namespace LabActors.Console.Screen;

/// <summary>One line that says which laboratory this is, and plainly when it is simulated.</summary>
public static class LabHeadline
{
    /// <summary>The line.</summary>
    public static string Of(LabDescription laboratory)
    {
        var time = laboratory.Time.Factor == 1 ? "real time" : $"{laboratory.Time} time";
        return laboratory.Simulated
            ? string.Create(CultureInfo.InvariantCulture, $"LabActors: {laboratory.Name}, SIMULATED, {time}{(laboratory.Seed is { } seed ? $", seed {seed}" : "")}")
            : $"LabActors: {laboratory.Name}, {time}";
    }
}
