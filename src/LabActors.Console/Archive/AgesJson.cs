using System.Text.Json;
using LabActors.Core.Ages;

namespace LabActors.Console.Archive;

/// <summary>A sample's age as <c>lab ages --json</c> writes it: one object a line; what cannot be told is null.</summary>
internal static class AgesJson
{
    public static string Of(SampleAge sample) => JsonSerializer.Serialize(
        new
        {
            sample.Name,
            sample.Sample,
            StepHeating = sample.IsStepHeating,
            Runs = sample.Runs.Select(run => new
            {
                run.RunId,
                Uuid = run.RunUuid,
                AgeMa = run.Age.Value,
                run.Age.Error,
                K39Fa = run.Argon.Split.K39.Value,
                Omitted = sample.Omitted.Contains(run.RunId),
            }),
            Mean = Age(sample.MeanAge, sample.Mean),
            Plateau = sample.Plateau is { } plateau
                ? new { plateau.First, plateau.Last, plateau.GasPercent, Age = Age(plateau.Age, plateau.Mean) }
                : null,
            Integrated = Age(sample.Integrated, null),
            Isochron = sample.Isochron is { } found
                ? new
                {
                    Age = Age(found.Age, null),
                    Trapped_40_36 = found.Isochron.Trapped4036.Value,
                    Trapped_40_36Error = found.Isochron.Trapped4036.Error,
                    found.Isochron.Line.Mswd,
                }
                : null,
            MonitorJ = sample.MonitorJ,
        },
        RunJson.Line);

    private static object? Age(AgeMa? age, WeightedMean? mean) => age is null ? null : new
    {
        AgeMa = age.Value,
        age.Error,
        age.ErrorWithJ,
        mean?.Mswd,
        N = mean?.Count,
        Probability = mean is { Count: > 1 } ? MswdTest.Probability(mean.Mswd, mean.Count - 1) : (double?)null,
    };
}
