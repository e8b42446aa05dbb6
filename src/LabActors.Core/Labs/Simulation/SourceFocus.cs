namespace LabActors.Core.Labs.Simulation;

/// <summary>A source parameter at which the beams are strongest; they fall from there as a Gaussian.</summary>
/// <param name="Parameter">Name of the source parameter.</param>
/// <param name="Best">Where the sensitivity holds, in the parameter's unit.</param>
/// <param name="Width">Standard deviation of the Gaussian, in the parameter's unit.</param>
public sealed record SourceFocus(string Parameter, double Best, double Width);
