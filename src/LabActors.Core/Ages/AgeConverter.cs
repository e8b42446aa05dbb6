using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// An age that was reckoned with one monitor age and decay constant, brought to those of Renne et al. (2010, 2011): R = 40Ar*/40K of the
/// sample over that of Fish Canyon sanidine, t = ln(1 + R·κ·λ/λε)/λ. The errors of the constants do not enter.
/// </summary>
public static class AgeConverter
{
    // κ = 40Ar*/40K of Fish Canyon sanidine; the decay constants of 40K in 1/a: Renne et al. (2011), Geochim. Cosmochim. Acta 75, 5097.
    private const double Kappa = 1.6417e-3, Epsilon = 0.5757e-10, Beta = 4.9548e-10;

    /// <summary>The converted age, Ma.</summary>
    /// <param name="age">Ma.</param>
    /// <param name="monitorAge">Of Fish Canyon sanidine, as the age was reckoned with, Ma.</param>
    /// <param name="lambda">Total decay constant of 40K, as the age was reckoned with, 1/a.</param>
    public static Quantity ToRenne2011(Quantity age, double monitorAge, double lambda)
    {
        var ratio = Uncertain.ExpMinusOne(Uncertain.Of("age", age) * (lambda * 1e6)) / Uncertain.ExpMinusOne(lambda * 1e6 * monitorAge);
        return (Uncertain.LogOnePlus(ratio * (Kappa * (Epsilon + Beta) / Epsilon)) / ((Epsilon + Beta) * 1e6)).Quantity;
    }
}
