using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LabActors.Simulator.Gas;

/// <summary>
/// Pools of one gas joined by conductances C, with first-order losses: n_i' = sum C_ij (n_j/V_j - n_i/V_i) - l_i n_i + b_i.
/// With y_i = n_i/sqrt(V_i) the matrix is symmetric, so it falls into independent modes, each of which has a closed form:
/// no time step, and one step of an hour is 3600 steps of a second.
/// </summary>
internal sealed class Modes
{
    private readonly double[] _root;
    private readonly double[] _rates;
    private readonly double[,] _vectors;
    private readonly bool _conserves;

    /// <param name="volumes">Volumes of the pools, cm3.</param>
    /// <param name="conductances">Symmetric, cm3/s.</param>
    /// <param name="losses">First-order losses, 1/s.</param>
    public Modes(double[] volumes, double[,] conductances, double[] losses)
    {
        var n = volumes.Length;
        _root = n == 1 ? [1] : [.. volumes.Select(Math.Sqrt)];
        _conserves = losses.All(l => l == 0);
        if (n == 1)
        {
            _rates = [losses[0]];
            _vectors = new double[,] { { 1 } };
            return;
        }

        var matrix = Matrix<double>.Build.Dense(n, n, (i, j) => i == j
            ? losses[i] + (Enumerable.Range(0, n).Sum(k => conductances[i, k]) / volumes[i])
            : -conductances[i, j] / (_root[i] * _root[j]));
        Evd<double> modes = matrix.Evd(Symmetricity.Symmetric);
        _rates = [.. modes.EigenValues.Select(e => Math.Max(0, e.Real))];
        if (_conserves)
        {
            // The total is a mode of its own and keeps; rounding must not make it leak.
            _rates[Array.IndexOf(_rates, _rates.Min())] = 0;
        }

        _vectors = modes.EigenVectors.ToArray();
    }

    /// <summary>Amounts after a time, mol.</summary>
    /// <param name="start">Amounts at the start.</param>
    /// <param name="sources">Constant sources, mol/s.</param>
    /// <param name="releases">Decaying sources, rate times left e^(-decay t).</param>
    /// <param name="time">s.</param>
    public double[] After(
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> sources,
        ReadOnlySpan<ModeRelease> releases,
        double time)
    {
        var n = _root.Length;
        var result = new double[n];
        for (var mode = 0; mode < n; mode++)
        {
            var rate = _rates[mode];
            var (held, fed) = Weights(mode, start, sources);
            var value = (held * Math.Exp(-rate * time)) + (fed * ClosedForms.Filling(rate, time));
            foreach (var release in releases)
            {
                value += _vectors[release.Pool, mode] / _root[release.Pool] * release.Rate * release.Left
                    * ClosedForms.FillingFromDecay(rate, release.Decay, time);
            }

            for (var i = 0; i < n; i++)
            {
                result[i] += _vectors[i, mode] * value * _root[i];
            }
        }

        for (var i = 0; i < n; i++)
        {
            result[i] = Math.Max(0, result[i]);
        }

        Conserve(result, start, sources, releases, time);
        return result;
    }

    /// <summary>
    /// Integral of the amount in one pool over a time, mol s: what something that takes a part of it up in each second holds in the end, over that
    /// part, where what it holds decays.
    /// </summary>
    /// <param name="decay">Of what is held, 1/s.</param>
    public double Held(
        int pool,
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> sources,
        ReadOnlySpan<ModeRelease> releases,
        double decay,
        double time)
    {
        var result = 0.0;
        for (var mode = 0; mode < _root.Length; mode++)
        {
            var rate = _rates[mode];
            var (held, fed) = Weights(mode, start, sources);
            var value = (held * ClosedForms.FillingFromDecay(rate, decay, time)) + (fed * ClosedForms.Chain(rate, decay, 0, time));
            foreach (var release in releases)
            {
                value += _vectors[release.Pool, mode] / _root[release.Pool] * release.Rate * release.Left
                    * ClosedForms.Chain(rate, release.Decay, decay, time);
            }

            result += _vectors[pool, mode] * value * _root[pool];
        }

        return Math.Max(0, result);
    }

    private (double Held, double Fed) Weights(int mode, ReadOnlySpan<double> start, ReadOnlySpan<double> sources)
    {
        double held = 0, fed = 0;
        for (var i = 0; i < _root.Length; i++)
        {
            held += _vectors[i, mode] * start[i] / _root[i];
            fed += _vectors[i, mode] * sources[i] / _root[i];
        }

        return (held, fed);
    }

    /// <summary>Where nothing is lost the total is known exactly; scaling to it keeps rounding from adding up over thousands of events.</summary>
    private void Conserve(
        Span<double> result,
        ReadOnlySpan<double> start,
        ReadOnlySpan<double> sources,
        ReadOnlySpan<ModeRelease> releases,
        double time)
    {
        if (!_conserves || result.Length == 1)
        {
            return;
        }

        double expected = 0, found = 0;
        for (var i = 0; i < result.Length; i++)
        {
            expected += start[i] + (sources[i] * time);
            found += result[i];
        }

        foreach (var release in releases)
        {
            expected += release.Left * release.Rate * ClosedForms.Filling(release.Decay, time);
        }

        if (found > 0)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] *= expected / found;
            }
        }
    }
}
