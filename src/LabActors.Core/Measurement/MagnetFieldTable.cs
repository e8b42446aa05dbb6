using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace LabActors.Core.Measurement;

/// <summary>
/// DAC of the magnet by isotope and detector, and between the isotopes by the instrument's mass function, fitted per detector.
/// Immutable; a peak center makes a new one.
/// </summary>
public sealed class MagnetFieldTable
{
    /// <summary>A mass is an isotope's when it is nearer than this, u.</summary>
    public const double MassTolerance = 0.15;

    // Masses beyond the table, u, to which its fit is still believed (baselines are measured beside the lightest isotope).
    private const double Beyond = 5;

    private readonly InstrumentDefinition _instrument;
    private readonly ImmutableDictionary<(string Isotope, string Detector), double> _dacs;

    private MagnetFieldTable(InstrumentDefinition instrument, ImmutableDictionary<(string, string), double> dacs)
    {
        _instrument = instrument;
        _dacs = dacs;
    }

    /// <summary>The table of the laboratory's definition.</summary>
    public static MagnetFieldTable Of(InstrumentDefinition instrument) => new(
        instrument, instrument.Magnet.Table.ToImmutableDictionary(p => (LabNames.Key(p.Isotope), LabNames.Key(p.Detector)), p => p.Dac));

    /// <summary>DAC of an isotope on a detector, null when the table has no such pair.</summary>
    public double? Find(string isotope, string detector) =>
        _dacs.TryGetValue((LabNames.Key(isotope), LabNames.Key(detector)), out var dac) ? dac : null;

    /// <summary>
    /// The table after the peak of an isotope was found at a DAC. The field has drifted as a whole, so the difference is added to
    /// every pair; a pair that the table did not have is only added itself.
    /// </summary>
    public MagnetFieldTable Corrected(string isotope, string detector, double dac)
    {
        var key = (LabNames.Key(isotope), LabNames.Key(detector));
        if (!_dacs.TryGetValue(key, out var before))
        {
            return new MagnetFieldTable(_instrument, _dacs.Add(key, dac));
        }

        var shifted = _dacs.ToImmutableDictionary(p => p.Key, p => p.Value + (dac - before));
        return new MagnetFieldTable(_instrument, shifted.SetItem(key, dac));
    }

    /// <summary>
    /// Where an isotope (by name), a mass in u or a DAC in V falls on a detector; null with a reason when that cannot be told or
    /// lies outside of what the magnet can do.
    /// </summary>
    public MagnetTarget? Locate(string position, string detector, bool useDac, out string reason)
    {
        if (_instrument.FindDetector(detector) is not { } found)
        {
            reason = $"{_instrument.Name} has no detector {detector}, only {string.Join(", ", _instrument.Detectors.Select(d => d.Name))}";
            return null;
        }

        var isotope = useDac ? null : _instrument.FindIsotope(position);
        var number = double.TryParse(position, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed)
            ? parsed
            : (double?)null;
        if (isotope is null && number is null)
        {
            reason = useDac
                ? $"'{position}' is no DAC value"
                : $"'{position}' is neither a mass nor an isotope of {_instrument.Name} ({string.Join(", ", _instrument.Isotopes.Select(i => i.Name))})";
            return null;
        }

        var mass = isotope?.Mass ?? (useDac ? MassAt(number!.Value, found.Name) : number);
        var dac = useDac ? number : isotope is null ? DacAt(mass!.Value, found.Name) : Find(isotope.Name, found.Name) ?? DacAt(isotope.Mass, found.Name);
        if (dac is null)
        {
            reason = $"the field table of {_instrument.Name} does not tell where {position} falls on {found.Name}";
            return null;
        }

        var (min, max) = (_instrument.Magnet.MinDac, _instrument.Magnet.MaxDac);
        reason = dac < min || dac > max
            ? string.Create(CultureInfo.InvariantCulture, $"{position} on {found.Name} needs a DAC of {dac:0.#####} V, outside of {min} to {max} V")
            : "";
        return reason.Length > 0 ? null : new MagnetTarget(dac.Value, mass);
    }

    /// <summary>DAC at which a mass falls on a detector, null when the table does not tell.</summary>
    public double? DacAt(double mass, string detector)
    {
        var points = Points(detector);
        if (points.Count == 0 || mass < points[0].Mass - Beyond || mass > points[^1].Mass + Beyond)
        {
            return null;
        }

        if (_instrument.Magnet.MassFunction == MassFunction.Discrete || points.Count == 1)
        {
            var nearest = points.MinBy(p => Math.Abs(p.Mass - mass));
            return Math.Abs(nearest.Mass - mass) <= MassTolerance ? nearest.Dac : null;
        }

        return Curve(points)(mass);
    }

    /// <summary>Mass that falls on a detector at a DAC, null when the table does not tell.</summary>
    public double? MassAt(double dac, string detector)
    {
        var points = Points(detector);
        if (points.Count < 2)
        {
            return null;
        }

        var curve = Curve(points);
        return Brent.TryFindRoot(m => curve(m) - dac, points[0].Mass - Beyond, points[^1].Mass + Beyond, 1e-9, 100, out var mass)
            ? mass
            : null;
    }

    private Func<double, double> Curve(IReadOnlyList<(double Mass, double Dac)> points)
    {
        var degree = _instrument.Magnet.MassFunction switch
        {
            MassFunction.Parabolic => 2,
            MassFunction.Cubic => 3,
            _ => 1,
        };

        // Centred, so that the powers of masses near 40 stay well conditioned.
        var centre = points.Average(p => p.Mass);
        var fit = Fit.PolynomialFunc(
            [.. points.Select(p => p.Mass - centre)], [.. points.Select(p => p.Dac)], Math.Min(degree, points.Count - 1));
        return mass => fit(mass - centre);
    }

    private List<(double Mass, double Dac)> Points(string detector) =>
    [
        .. _instrument.Isotopes
            .Select(i => (i.Mass, Dac: Find(i.Name, detector)))
            .Where(p => p.Dac is not null)
            .Select(p => (p.Mass, p.Dac!.Value))
            .OrderBy(p => p.Mass),
    ];
}
