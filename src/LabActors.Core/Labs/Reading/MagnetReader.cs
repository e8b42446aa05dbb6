using System.Collections.Immutable;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads the magnet of an instrument: its limits, and its field table from lab.yaml or from a file beside it.</summary>
internal sealed class MagnetReader(NameSet isotopes, NameSet detectors, string labFile)
{
    private const double Any = double.PositiveInfinity;

    public MagnetDefinition Read(YamlMap? m)
    {
        if (m is null)
            return new MagnetDefinition(0, 10, TimeSpan.Zero, MassFunction.Parabolic, Any, [], []);

        var min = m.Number("min_dac", 0, -1000, 1000);
        var max = m.Number("max_dac", 10, min, 1000);
        if (m.Has("table") && m.Has("mftable"))
            m.Report("mftable", "found 'table' as well, expected one of them");
        var file = m.Has("mftable") ? FromFile(m, min, max) : null;
        var said = file?.MassFunction;
        if (said is { } function && m.Has("mass_function") && !m.Says("mass_function", function.ToString().ToLowerInvariant()))
            m.Report("mass_function", $"found another than the '{function.ToString().ToLowerInvariant()}' of {m.Text("mftable")}, expected it in one place");
        var magnet = new MagnetDefinition(
            min,
            max,
            m.Seconds("settling_s", 0.5),
            m.Choice("mass_function", (MassFunction?)(said ?? MassFunction.Parabolic)),
            m.Number("protect_above_dac", Any, 0, Any),
            m.Names("protected_detectors", detectors),
            file?.Points ?? (m.Has("mftable") ? [] : Table(m, min, max)))
        {
            TableFile = m.Text("mftable", ""),
        };
        m.End();
        return magnet;
    }

    private FieldTable? FromFile(YamlMap m, double min, double max)
    {
        var (text, path) = BesideFile.Read(m, "mftable", labFile);
        if (text is null)
            return null;
        var table = FieldTableFile.Read(text, path);
        foreach (var problem in table.Problems)
            m.Problems.Add(problem);
        foreach (var isotope in table.Points.Select(p => p.Isotope).Distinct().Where(i => !isotopes.Contains(i)))
            m.Report("mftable", $"found the isotope '{isotope}' in {path}, expected {isotopes.Expected}");
        foreach (var detector in table.Detectors.Where(d => !detectors.Contains(d)))
            m.Report("mftable", $"found the detector '{detector}' in {path}, expected {detectors.Expected}");
        foreach (var point in table.Points.Where(p => p.Dac < min || p.Dac > max))
            m.Report("mftable", FormattableString.Invariant($"found {point.Dac} for {point.Isotope} on {point.Detector} in {path}, expected a number from {min} to {max}"));
        return table;
    }

    private ImmutableArray<FieldPoint> Table(YamlMap m, double min, double max)
    {
        var points = ImmutableArray.CreateBuilder<FieldPoint>();
        if (m.Map("table") is { } table)
        {
            foreach (var (isotope, row) in table.MapEntries())
            {
                table.Check(isotope, isotopes);
                foreach (var (detector, dac) in row.NumberEntries(min, max))
                {
                    row.Check(detector, detectors);
                    points.Add(new FieldPoint(isotope, detector, dac));
                }
            }
        }

        return points.ToImmutable();
    }
}
