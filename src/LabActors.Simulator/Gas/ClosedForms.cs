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
    /// What is left after t of a chain of three: a unit falls with the first rate, what comes of it with the second, and what comes of that with the
    /// third. The order does not matter: it is t2 times the second divided difference of e^(-x) at the three rates times t.
    /// </summary>
    public static double Chain(double one, double two, double three, double time)
    {
        var least = Math.Min(one, Math.Min(two, three));
        var most = Math.Max(one, Math.Max(two, three));
        var x = Math.Max(Math.Min(one, two), Math.Min(Math.Max(one, two), three)) - least;
        return time * time * Math.Exp(-least * time) * Difference(x * time, (most - least) * time);
    }

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

    /// <summary>Second divided difference of e^(-s) at 0, x and y, with 0 &lt;= x &lt;= y.</summary>
    private static double Difference(double x, double y)
    {
        if (y > 0.5)
        {
            return (Filling(x, 1) - (Math.Exp(-x) * Filling(y - x, 1))) / y;
        }

        // The series of the complete homogeneous polynomials of x and y over (k + 2)!.
        double sum = 0, polynomial = 1, power = 1, factorial = 2;
        for (var k = 0; k < 14; k++)
        {
            sum += (k % 2 == 0 ? polynomial : -polynomial) / factorial;
            power *= x;
            polynomial = (polynomial * y) + power;
            factorial *= k + 3;
        }

        return sum;
    }
}
