namespace LabActors.Core.Conditionals;

/// <summary>What is asked of an isotope, a detector or a computed value.</summary>
public enum ValueQuantity
{
    /// <summary>Nothing said: an isotope's intercept with baseline, blank and IC factor applied; a computed value; a detector's newest reading.</summary>
    Plain,

    /// <summary><c>.cur</c>, <c>.current</c>: the newest reading.</summary>
    Current,

    /// <summary><c>.bs_corrected</c>: the intercept less the baseline.</summary>
    BaselineCorrected,

    /// <summary><c>.bs</c>: the baseline.</summary>
    Baseline,

    /// <summary><c>.std_dev</c>, <c>.sd</c>, <c>.stddev</c>: the error (1 sigma) of the plain value.</summary>
    Error,

    /// <summary><c>slope(X)</c>: of a line through the readings.</summary>
    Slope,

    /// <summary><c>average(X)</c> of the readings.</summary>
    Average,

    /// <summary><c>max(X)</c> of the readings.</summary>
    Maximum,

    /// <summary><c>min(X)</c> of the readings.</summary>
    Minimum,

    /// <summary><c>.deflection</c> of a detector.</summary>
    Deflection,

    /// <summary><c>.inactive</c>: the detector is not in the newest reading.</summary>
    Inactive,
}
