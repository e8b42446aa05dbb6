namespace LabActors.Core.Conditionals;

/// <summary>How a condition names a value; what a plain name stands for is told by the laboratory.</summary>
public enum ValueForm
{
    /// <summary>An isotope, a detector or a computed value, with or without a quantity: <c>Ar40.bs</c>, <c>age</c>, <c>slope(H1)</c>.</summary>
    Name,

    /// <summary>Two isotopes: <c>Ar40/Ar36</c>.</summary>
    Ratio,

    /// <summary><c>device.NAME</c>.</summary>
    Device,

    /// <summary><c>CONTROLLER.GAUGE.pressure</c>.</summary>
    Gauge,

    /// <summary><c>$NAME</c>.</summary>
    Variable,
}
