using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>F of a whole sample out of its steps: Σ40Ar*/Σ39ArK, as if all its gas had been measured at once.</summary>
public static class IntegratedAge
{
    /// <summary>F of the steps together; each step's own variables must bear names of their own.</summary>
    public static Uncertain F(IEnumerable<ArgonSplit> steps)
    {
        var (radiogenic, k39) = steps.Aggregate((Rad: Uncertain.Exact(0), K: Uncertain.Exact(0)), (sum, step) => (sum.Rad + step.Radiogenic40, sum.K + step.K39));
        return radiogenic / k39;
    }
}
