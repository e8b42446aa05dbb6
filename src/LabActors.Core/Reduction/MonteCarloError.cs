namespace LabActors.Core.Reduction;

/// <summary>
/// The error of an intercept from fits to resampled residuals (Efron 1979). The intercept's change is the weighted sum of the residuals that
/// were drawn, exactly for polynomials, to first order for an exponential. The same series always gives the same error.
/// </summary>
internal static class MonteCarloError
{
    public const int Trials = 10_000;
    private const int Seed = 1;

    public static double Of(CurveFit fit)
    {
        var random = new Random(Seed);
        var (weights, residuals) = (fit.Weights(), fit.Residuals);
        var widen = Math.Sqrt((double)residuals.Length / (residuals.Length - fit.Parameters));
        var changes = new double[Trials];
        for (var trial = 0; trial < Trials; trial++)
        {
            var sum = 0.0;
            foreach (var weight in weights) sum += weight * residuals[random.Next(residuals.Length)];
            changes[trial] = sum * widen;
        }

        Array.Sort(changes);
        return (changes[(int)(0.8413 * Trials)] - changes[(int)(0.1587 * Trials)]) / 2;
    }
}
