namespace LabActors.Core.Conditionals;

/// <summary>A value as a condition names it.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Position">1-based place in the condition's text.</param>
/// <param name="Name">Isotope, detector, computed value, device, variable, or a gauge's controller; a ratio's numerator.</param>
/// <param name="Second">A gauge's name; a ratio's denominator; else empty.</param>
public sealed record ValueReference(
    string Text, int Position, ValueForm Form, string Name, string Second = "", ValueQuantity Quantity = ValueQuantity.Plain)
{
    /// <summary>True when it is a yes or a no rather than a number.</summary>
    public bool IsTruth => Quantity == ValueQuantity.Inactive;
}
