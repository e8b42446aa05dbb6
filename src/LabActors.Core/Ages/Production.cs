using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>A reactor's production ratios: argon from potassium, calcium and chlorine, as Pychron's production files name them.</summary>
/// <param name="Cl3638">36Cl/38Cl; (36Ar/38Ar) from chlorine follows with time.</param>
/// <param name="CaK">Factor from 39ArK/37ArCa to K/Ca; 0 counts as 1.</param>
/// <param name="ClK">Factor from 39ArK/38ArCl to K/Cl; 0 counts as 1.</param>
public sealed record Production(
    Quantity K4039,
    Quantity K3839,
    Quantity K3739,
    Quantity Ca3937,
    Quantity Ca3837,
    Quantity Ca3637,
    Quantity Cl3638,
    Quantity CaK,
    Quantity ClK)
{
    private const string Prefix = "production ";

    /// <summary>The names of the nine ratios in Pychron's files, in the order of the parameters.</summary>
    public static IReadOnlyList<string> Names { get; } = ["K4039", "K3839", "K3739", "Ca3937", "Ca3837", "Ca3637", "Cl3638", "Ca_K", "Cl_K"];

    /// <summary>A production without interferences.</summary>
    public static Production None { get; } = new(new(0), new(0), new(0), new(0), new(0), new(0), new(0), new(1), new(1));

    /// <summary>True for the variables of a production.</summary>
    public static bool IsVariable(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    internal static Uncertain Variable(string name, Quantity ratio) => Uncertain.Of(Prefix + name, ratio);
}
