namespace LabActors.Core.Reduction;

/// <summary>A curve and the kind of error that is wanted of its intercept.</summary>
public sealed record FitChoice(FitKind Fit, ErrorKind Error)
{
    /// <summary>What an isotope has that nobody gave a fit.</summary>
    public static FitChoice SignalDefault { get; } = new(FitKind.Linear, ErrorKind.Sem);

    /// <summary>What a detector's baseline has that nobody gave a fit.</summary>
    public static FitChoice BaselineDefault { get; } = new(FitKind.Average, ErrorKind.Sem);

    /// <summary>The curve's name as scripts and fit files write it.</summary>
    public string FitName => Fit == FitKind.AutoLinearParabolic ? "auto linear/parabolic" : Fit.ToString().ToLowerInvariant();

    /// <summary>The error's name as scripts and fit files write it.</summary>
    public string ErrorName => Error == ErrorKind.MonteCarlo ? "MonteCarlo" : Error.ToString().ToUpperInvariant();
}
