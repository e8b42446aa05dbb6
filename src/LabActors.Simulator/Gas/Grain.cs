using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>A sample at one position, as large as it is there.</summary>
internal sealed class Grain
{
    // Terms of a series that are reckoned each for itself; the rest of the gas goes with the next one.
    private const int Terms = 20;
    private readonly RadioactiveDecay? _decay;

    public Grain(SampleDefinition sample, SimulationDefinition simulation, double size)
    {
        Sample = sample;
        _decay = sample.Irradiation.IsEmpty ? null : simulation.Decay;
        Sites = [.. sample.Domains.SelectMany(domain =>
        {
            var own = sample with { AgeMa = domain.AgeMa ?? sample.AgeMa, KCa = domain.KCa ?? sample.KCa, KCl = domain.KCl ?? sample.KCl };
            var chlorine = _decay is null ? 0 : SampleGas.Chlorine36(own, simulation) * size * domain.Fraction;
            var whole = SampleGas.Irradiated(own, simulation) * size;
            var gas = (whole * domain.Fraction) + (sample.Trapped * (size * domain.TrappedFraction))
                + new GasAmounts(Ar36: chlorine, Reactive: sample.ReactiveMol * size * domain.Fraction);
            return Series(sample.Geometry).Select(term => new Site(domain, term.RateFactor, gas * term.Part, chlorine * term.Part));
        })];
    }

    public SampleDefinition Sample { get; }

    public ImmutableArray<Site> Sites { get; }

    /// <summary>What is in a site at an instant, mol, where it has lost nothing.</summary>
    public GasAmounts At(Site site, DateTimeOffset instant) => _decay is null ? site.Gas : site.Gas with
    {
        Ar39 = site.Gas.Ar39 * Left(_decay.Ar39PerDay, instant),
        Ar37 = site.Gas.Ar37 * Left(_decay.Ar37PerDay, instant),
        Ar36 = site.Gas.Ar36 - (site.Chlorine36 * Left(_decay.Cl36PerDay, instant)),
    };

    /// <summary>What a site gives from an instant on, when it is heated there.</summary>
    /// <param name="left">Part of its gas that it still has.</param>
    /// <param name="volume">Index of the volume that it lies in.</param>
    /// <param name="fading">Decay of each gas, 1/s.</param>
    public IEnumerable<Release> Releases(Site site, double rate, double left, DateTimeOffset instant, int volume, GasAmounts fading)
    {
        if (_decay is null)
        {
            return [new Release(volume, rate, site.Gas * left, default)];
        }

        // 36Ar of 36Cl becomes more: as if all of it were there, less one that fades as 36Cl does.
        var chlorine = site.Chlorine36 * Left(_decay.Cl36PerDay, instant);
        var gas = At(site, instant) + new GasAmounts(Ar36: chlorine);
        return chlorine == 0
            ? [new Release(volume, rate, gas * left, fading)]
            :
            [
                new Release(volume, rate, gas * left, fading),
                new Release(volume, rate, new GasAmounts(Ar36: -chlorine * left), new GasAmounts(Ar36: _decay.Cl36PerDay / Physics.SecondsPerDay)),
            ];
    }

    /// <summary>
    /// Parts of the gas with their rates over D/a2 (Crank 1975, eqs. 4.18 and 6.20): a slab loses 8/((2n+1)^2 pi^2) with (2n+1)^2 pi^2/4, a sphere
    /// 6/(n^2 pi^2) with n^2 pi^2.
    /// </summary>
    private static IEnumerable<(double Part, double RateFactor)> Series(DomainGeometry geometry)
    {
        if (geometry == DomainGeometry.Box)
        {
            yield return (1, 1);
            yield break;
        }

        var (weight, rate) = geometry == DomainGeometry.Slab ? (8, Math.PI * Math.PI / 4) : (6, Math.PI * Math.PI);
        double Order(int term) => geometry == DomainGeometry.Slab ? (2 * term) + 1 : term + 1;
        var rest = 1.0;
        for (var term = 0; term < Terms; term++)
        {
            var square = Order(term) * Order(term);
            var part = weight / (square * Math.PI * Math.PI);
            rest -= part;
            yield return (part, square * rate);
        }

        yield return (rest, Order(Terms) * Order(Terms) * rate);
    }

    private double Left(double lambda, DateTimeOffset instant) => SampleGas.Survival(Sample.Irradiation, lambda, instant);
}
