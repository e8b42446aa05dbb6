using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Something on the drawing of the line.</summary>
/// <param name="Kind">As its element is called: stage, turbo, valve, gauge.</param>
/// <param name="CubicCentimetres">Its volume, cm3; null when the drawing does not say.</param>
internal sealed record CanvasItem(string Kind, string Name, int Line, DrawnAt? At, double? CubicCentimetres)
{
    public bool IsValve => Kind is "valve" or "rough_valve" or "manual_valve" or "switch" or "double_actuation_valve";
}
