namespace LabActors.Core.Labs;

/// <summary>A parameter of an ion source that scripts may set.</summary>
/// <param name="Value">Value of the standing configuration.</param>
public sealed record SourceParameterDefinition(string Name, double Value, double Min, double Max)
{
    /// <summary>By so much the instrument may differ from <see cref="Value"/> where its settings are verified.</summary>
    public double Tolerance { get; init; } = DefaultTolerance(Min, Max);

    /// <summary>A thousandth of the range: what supplies round when they are read back.</summary>
    public static double DefaultTolerance(double min, double max) => (max - min) / 1000;
}
