namespace LabActors.Core.Reduction;

/// <summary>
/// A number that follows from variables with errors: its value and its derivative by each of them. First-order propagation with full
/// covariance (BIPM GUM, JCGM 100:2008, eq. 10): what two numbers have in common does not count twice. A variable whose error is not
/// known makes the error of all that follows from it unknown.
/// </summary>
public sealed class Uncertain
{
    private readonly Variable[] _variables;
    private readonly double[] _derivatives;

    private Uncertain(double value, Variable[] variables, double[] derivatives) =>
        (Value, _variables, _derivatives) = (value, variables, derivatives);

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>1 sigma; null where it is not known.</summary>
    public double? Error => Finite(Math.Sqrt(Sum(_ => true)));

    /// <summary>Value and error.</summary>
    public Quantity Quantity => new(Value, Error);

    /// <summary>True when value and error are numbers.</summary>
    public bool IsKnown => double.IsFinite(Value) && Error is not null;

    /// <summary>A variable of its own.</summary>
    public static Uncertain Of(string name, double value, double? error) =>
        error == 0 ? Exact(value) : new(value, [new Variable(name, error ?? double.NaN)], [1.0]);

    /// <summary>A variable of its own.</summary>
    public static Uncertain Of(string name, Quantity quantity) => Of(name, quantity.Value, quantity.Error);

    /// <summary>A number without an error.</summary>
    public static Uncertain Exact(double value) => new(value, [], []);

    /// <inheritdoc cref="Exact"/>
    public static implicit operator Uncertain(double value) => Exact(value);

    public static Uncertain operator +(Uncertain a, Uncertain b) => Combine(a.Value + b.Value, a, 1, b, 1);

    public static Uncertain operator -(Uncertain a, Uncertain b) => Combine(a.Value - b.Value, a, 1, b, -1);

    public static Uncertain operator *(Uncertain a, Uncertain b) => Combine(a.Value * b.Value, a, b.Value, b, a.Value);

    public static Uncertain operator /(Uncertain a, Uncertain b) =>
        Combine(a.Value / b.Value, a, 1 / b.Value, b, -a.Value / (b.Value * b.Value));

    public static Uncertain operator -(Uncertain a) => a.Map(-a.Value, -1);

    /// <summary>The natural logarithm.</summary>
    public static Uncertain Log(Uncertain a) => a.Map(Math.Log(a.Value), 1 / a.Value);

    /// <summary>ln(1 + a), exact for small a.</summary>
    public static Uncertain LogOnePlus(Uncertain a) => a.Map(LogOnePlus(a.Value), 1 / (1 + a.Value));

    /// <summary>e to the power of a, less 1.</summary>
    public static Uncertain ExpMinusOne(Uncertain a) => a.Map(Math.Exp(a.Value) - 1, Math.Exp(a.Value));

    /// <summary>1 sigma from those variables alone that are chosen by name: what the others contribute is left out.</summary>
    public double? ErrorFrom(Func<string, bool> chosen) => Finite(Math.Sqrt(Sum(chosen)));

    /// <summary>Share of the variance that comes from the variables chosen by name, 0 to 1; null where it is not known.</summary>
    public double? ShareOf(Func<string, bool> chosen) => Finite(Sum(chosen) / Sum(_ => true));

    private static double LogOnePlus(double x)
    {
        // Goldberg (1991): ln(1+x) without the loss of the digits of x
        var one = 1 + x;
        return one - 1 == 0 ? x : Math.Log(one) * x / (one - 1);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private double Sum(Func<string, bool> chosen)
    {
        var sum = 0.0;
        for (var i = 0; i < _variables.Length; i++)
        {
            if (!chosen(_variables[i].Name)) continue;
            var part = _derivatives[i] * _variables[i].Sigma;
            sum += part * part;
        }

        return sum;
    }

    private Uncertain Map(double value, double slope)
    {
        var derivatives = new double[_derivatives.Length];
        for (var i = 0; i < derivatives.Length; i++) derivatives[i] = _derivatives[i] * slope;
        return new(value, _variables, derivatives);
    }

    /// <summary>Both lists are in the order of the variables' names, and so is the result.</summary>
    private static Uncertain Combine(double value, Uncertain a, double slopeA, Uncertain b, double slopeB)
    {
        var variables = new Variable[a._variables.Length + b._variables.Length];
        var derivatives = new double[variables.Length];
        int i = 0, j = 0, n = 0;
        while (i < a._variables.Length || j < b._variables.Length)
        {
            var order = j == b._variables.Length ? -1 : i == a._variables.Length ? 1 : Compare(a._variables[i], b._variables[j]);
            variables[n] = order <= 0 ? a._variables[i] : b._variables[j];
            derivatives[n] = (order <= 0 ? slopeA * a._derivatives[i++] : 0) + (order >= 0 ? slopeB * b._derivatives[j++] : 0);
            n++;
        }

        return new(value, variables[..n], derivatives[..n]);
    }

    private static int Compare(Variable a, Variable b) => ReferenceEquals(a, b) ? 0 : string.CompareOrdinal(a.Name, b.Name);
}
