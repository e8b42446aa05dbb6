using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>
/// Volumes that gas can pass between at present. Volumes joined by valves that equalise at once form a pool; pools are
/// joined by conductances.
/// </summary>
/// <param name="Pools">Indices of the volumes of each pool, ascending.</param>
/// <param name="PoolVolumes">cm3.</param>
/// <param name="ModesByGas">One per gas, since light gas flows faster and getters take up reactive gas only.</param>
/// <param name="Sources">Constant sources by pool, mol/s.</param>
internal sealed record Component(
    int[][] Pools,
    double[] PoolVolumes,
    Modes[] ModesByGas,
    GasAmounts[] Sources)
{
    /// <summary>The pool that holds the volume, -1 when it is elsewhere.</summary>
    public int PoolOf(int volume) => Array.FindIndex(Pools, p => Array.IndexOf(p, volume) >= 0);
}
