namespace LabActors.Simulator.Gas;

/// <summary>Solutions of x' = -a x + source(t) over a time, stable for every rate including zero.</summary>
internal static class ClosedForms
{
    /// <summary>(1 - e^(-a t))/a, which is t where a is zero: what a unit source leaves after t.</summary>
    public static double Filling(double rate, double time)
    {
        var product = rate * time;
        return Math.Abs(product) < 1e-300 ? time : -ExpMinusOne(-product) / rate;
    }

    /// <summary>
    /// (e^(-k t) - e^(-a t))/(a - k), which is t e^(-a t) where both are equal: what a source e^(-k t) leaves after t.
    /// </summary>
    public static double FillingFromDecay(double rate, double decay, double time) => rate >= decay
        ? Math.Exp(-decay * time) * Filling(rate - decay, time)
        : Math.Exp(-rate * time) * Filling(decay - rate, time);

    /// <summary>
    /// e^x - 1 without cancellation (Kahan's quotient; Higham 2002, section 1.14.1). MathNet.Numerics 5.0 has an Expm1 whose
    /// series stops early: it is wrong by 1e-8 near 0.04.
    /// </summary>
    public static double ExpMinusOne(double x)
    {
        var e = Math.Exp(x);
        if (e == 1)
        {
            return x;
        }

        var difference = e - 1;
        return difference == -1 || double.IsPositiveInfinity(e) ? difference : difference * x / Math.Log(e);
    }
}
