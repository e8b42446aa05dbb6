using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>t = ln(1 + J·F)/λ and its inverse (McDougall and Harrison 1999, eq. 2.16).</summary>
public static class AgeEquation
{
    /// <summary>Age in years; null where 1 + J·F is not above 0, which is no age.</summary>
    public static Uncertain? Years(Uncertain j, Uncertain f, Uncertain lambda)
    {
        var product = j * f;
        return product.Value > -1 ? Uncertain.LogOnePlus(product) / lambda : null;
    }

    /// <summary>J = (e^(λt) − 1)/F of a monitor of known age.</summary>
    public static Uncertain J(Uncertain f, double monitorYears, Uncertain lambda) => Uncertain.ExpMinusOne(lambda * monitorYears) / f;
}
