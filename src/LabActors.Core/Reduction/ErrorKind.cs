namespace LabActors.Core.Reduction;

/// <summary>Which error of the intercept is meant; s is the standard error of the fit, C = (XᵀX)⁻¹.</summary>
public enum ErrorKind
{
    /// <summary>Standard error of the mean: s·√C₀₀, of an average SD/√n.</summary>
    Sem,

    /// <summary>Standard deviation of a new observation: s·√(1+C₀₀), of an average the sample's (n − 1).</summary>
    Sd,

    /// <summary>SEM·max(1, √MSWD); the MSWD needs errors of the points, and without them this is the SEM.</summary>
    Msem,

    /// <summary>Half the half-width of the 95 % interval of a straight line, as Pychron has it; of an average the SD.</summary>
    Ci,

    /// <summary>Half the width between the 15.87th and the 84.13th percentile of 10,000 fits to resampled residuals.</summary>
    MonteCarlo,
}
