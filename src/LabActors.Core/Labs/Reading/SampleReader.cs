using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads one of the simulator's samples.</summary>
/// <param name="trapped">Proportions of trapped argon.</param>
internal sealed class SampleReader(YamlMap m, LabNameSets names, GasAmounts trapped)
{
    private const double Positive = double.Epsilon;
    private const double OldestMa = 4600, HighestRatio = 1e6;

    public SampleDefinition Read()
    {
        var positions = m.Says("positions", "any") ? [] : m.Texts("positions");
        var domains = Domains();
        SumsToOne("fraction", domains.Sum(d => d.Fraction));
        SumsToOne("trapped_fraction", domains.Sum(d => d.TrappedFraction));
        return new SampleDefinition(
            m.Text("name"),
            m.Name("device", names.ExtractionDevices),
            [.. positions.SelectMany(Expand)],
            m.Number("age_ma", 0, OldestMa),
            m.Number("j", Positive, 1),
            m.Number("ar39_k_mol", 0, 1),
            m.Number("k_ca", Positive, HighestRatio),
            trapped.WithAr40(m.Number("trapped_ar40_mol", 0, 1)) with { Reactive = 0 },
            m.Number("reactive_mol", 0, 0, 1),
            m.Number("spread", 0, 0, 0.99),
            domains)
        {
            KCl = Ratio(m, "k_cl"),
            Geometry = m.Choice("geometry", (DomainGeometry?)DomainGeometry.Box),
            Irradiation = Irradiation(),
        };
    }

    private ImmutableArray<DiffusionDomain> Domains()
    {
        var domains = ImmutableArray.CreateBuilder<DiffusionDomain>();
        foreach (var d in m.Maps("domains"))
        {
            domains.Add(new DiffusionDomain(
                d.Number("fraction", 0, 1),
                d.Number("trapped_fraction", 0, 1),
                d.Number("activation_kj_mol", 0, 1000),
                d.Number("log10_k0", -10, 20))
            {
                AgeMa = d.Has("age_ma") ? d.Number("age_ma", 0, OldestMa) : null,
                KCa = Ratio(d, "k_ca"),
                KCl = Ratio(d, "k_cl"),
            });
            d.End();
        }

        return domains.ToImmutable();
    }

    private ImmutableArray<IrradiationSegment> Irradiation()
    {
        var segments = ImmutableArray.CreateBuilder<IrradiationSegment>();
        foreach (var s in m.Maps("irradiation"))
        {
            var segment = new IrradiationSegment(s.Number("power", 1, 0, 1e9), s.Instant("start"), s.Instant("end"));
            if (segment.End <= segment.Start)
            {
                s.Report("end", $"found {segment.End:u}, expected an instant after the start, {segment.Start:u}");
            }

            segments.Add(segment);
            s.End();
        }

        if (segments.Count > 0 && segments.Sum(s => s.Power) == 0)
        {
            m.Report("irradiation", "found no power in any part, expected at least one part with power");
        }

        return segments.ToImmutable();
    }

    private static double? Ratio(YamlMap map, string key) => map.Has(key) ? map.Number(key, Positive, HighestRatio) : null;

    /// <summary><c>3-6</c> is the holes 3 to 6; everything else is one position.</summary>
    private static IEnumerable<string> Expand(string position) =>
        position.Split('-') is [var a, var b] && int.TryParse(a, out var first) && int.TryParse(b, out var last) && first <= last
            ? Enumerable.Range(first, last - first + 1).Select(hole => $"{hole}")
            : [position];

    private void SumsToOne(string what, double sum)
    {
        if (Math.Abs(sum - 1) > 1e-9)
        {
            m.Report("domains", $"the {what}s add up to {sum:G6}, expected 1");
        }
    }
}
