namespace LabActors.Core.Reduction;

/// <summary>
/// An isotope on a detector as the analysis has it now, step by step: intercept, less baseline, less blank, times detector factors. Each step is
/// an <see cref="Uncertain"/> whose variables bear the isotope's name, so that ratios and ages have their covariances.
/// </summary>
public sealed class LiveIsotope
{
    /// <summary>Corrects an intercept.</summary>
    /// <param name="intercept">fA; null when there is none.</param>
    /// <param name="baseline">fA; null when there is none.</param>
    /// <param name="blank">fA; null when none is taken off.</param>
    public LiveIsotope(LiveSeries series, Quantity? intercept, Quantity? baseline, Quantity? blank, DetectorCorrection detector, bool includeBaselineError)
    {
        (Series, Baseline, Blank, Detector) = (series, baseline, blank, detector);
        if (intercept is not { } measured) return;
        var name = series.Isotope;
        var signal = Uncertain.Of(name, measured);
        var corrected = baseline is { } b ? signal - Uncertain.Of($"{name} baseline", includeBaselineError ? b : b with { Error = 0 }) : signal;
        Intercept = signal;
        BaselineCorrected = baseline is null ? null : corrected;
        BlankCorrected = blank is { } value ? corrected - Uncertain.Of($"{name} blank", value) : corrected;
        Intensity = BlankCorrected
            * Uncertain.Of($"discrimination {series.Detector}", detector.Discrimination)
            * Uncertain.Of($"IC {series.Detector}", detector.IcFactor);
    }

    /// <summary>Its points and their fit; what is current, its slope and scatter, and averages over a window are asked of it.</summary>
    public LiveSeries Series { get; }

    /// <summary>fA: its own, or that of the run before while the run has none; null when there is neither.</summary>
    public Quantity? Baseline { get; }

    /// <summary>fA; null for a run that is not corrected, or has no blank.</summary>
    public Quantity? Blank { get; }

    /// <summary>Factors of its detector.</summary>
    public DetectorCorrection Detector { get; }

    /// <summary>Fitted value at time zero, fA; null when there is no good point.</summary>
    public Uncertain? Intercept { get; }

    /// <summary>Less the baseline; null without one: none is made up.</summary>
    public Uncertain? BaselineCorrected { get; }

    /// <summary>Less the baseline and the blank that there are; what is missing is 0, as Pychron has it.</summary>
    public Uncertain? BlankCorrected { get; }

    /// <summary><see cref="BlankCorrected"/> times discrimination and IC factor: what Pychron calls the isotope's value, and ages are reckoned from.</summary>
    public Uncertain? Intensity { get; }
}
