using LabActors.Core.Labs;

namespace LabActors.Core.Conditionals;

/// <summary>One of the names under which conditions find a gauge.</summary>
/// <param name="Controller">Its controller, by the laboratory's name.</param>
/// <param name="Gauge">The gauge, by the laboratory's name.</param>
/// <param name="ControllerAs">The controller as a condition may write it.</param>
/// <param name="GaugeAs">The gauge as a condition may write it.</param>
public sealed record GaugeName(string Controller, string Gauge, string ControllerAs, string GaugeAs)
{
    /// <summary>All names of a gauge: controller or alias, then name or alias.</summary>
    public static IEnumerable<GaugeName> Of(GaugeDefinition gauge) =>
        from controller in gauge.Aliases.Insert(0, gauge.Controller)
        from name in gauge.Aliases.Insert(0, gauge.Name)
        select new GaugeName(gauge.Controller, gauge.Name, controller, name);

    /// <inheritdoc/>
    public override string ToString() => $"{ControllerAs}.{GaugeAs}";
}
