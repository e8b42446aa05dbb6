namespace LabActors.Core.Conditionals;

/// <summary>A value of the run or the laboratory, by the names that those have.</summary>
/// <param name="Name">Isotope, detector, computed value, device, variable, a gauge's controller, a ratio's numerator.</param>
/// <param name="Second">A gauge's name, a ratio's denominator; else empty.</param>
public sealed record ConditionValue(ValueSource Source, string Name, string Second = "", ValueQuantity Quantity = ValueQuantity.Plain)
{
    /// <summary>True when it must be asked of a device, rather than being known from the run's readings.</summary>
    public bool IsOfDevice => Source is ValueSource.Device or ValueSource.Gauge || Quantity == ValueQuantity.Deflection;
}
