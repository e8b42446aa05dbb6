using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Vectors;

/// <summary>A step-heating experiment: mean, plateaus, integrated age and isochrons out of the ages of its steps.</summary>
internal static class StepHeatVectors
{
    public static void Check(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var steps = expected.GetProperty("steps").EnumerateArray()
            .Select(s => new PlateauStep(new(s.GetProperty("age_Ma").GetDouble(), s.GetProperty("age_err").GetDouble()), s.GetProperty("k39")[0].GetDouble()))
            .ToArray();
        var mean = WeightedMean.Of(steps.Select(s => s.Age))!;
        AgeVectors.Near(new Quantity(mean.Mean, mean.Error), expected.GetProperty("weighted_mean"), vector.Id);
        ((double?)mean.Mswd).ShouldBeNear(expected.GetProperty("mswd").GetDouble(), 1e-9, vector.Id);
        foreach (var plateau in expected.GetProperty("plateau").EnumerateObject()) FindsPlateau(vector.Id, steps, plateau.Value);
        Integrates(vector, inputs, expected);
        DrawsIsochrons(vector.Id, expected);
    }

    private static void FindsPlateau(string id, PlateauStep[] steps, JsonElement plateau)
    {
        var (options, result) = (plateau.GetProperty("options"), plateau.GetProperty("result"));
        double Option(string name, double missing) => options.TryGetProperty(name, out var value) ? value.GetDouble() : missing;
        var found = options.TryGetProperty("fixed_steps", out var range)
            ? Plateau.Fixed(steps, range[0].GetString()![0] - 'A', range[1].GetString()![0] - 'A')
            : Plateau.Find(steps, new((int)Option("nsteps", 3), Option("gas_fraction", 50), Option("overlap_sigma", 2)));
        if (result.ValueKind == JsonValueKind.Null)
        {
            found.ShouldBeNull(id);
            return;
        }

        new[] { found!.First, found.Last }.ShouldBe(result.GetProperty("steps").EnumerateArray().Select(i => i.GetInt32()), id);
        ((double?)found.Age.Mean).ShouldBeNear(result.GetProperty("age").GetDouble(), 1e-9, id);
        ((double?)found.Age.Error).ShouldBeNear(result.GetProperty("err").GetDouble(), 1e-9, id);
    }

    /// <summary>The vector gives radiogenic 40Ar and 39ArK of the steps without what binds them, which is little.</summary>
    private static void Integrates(Vector vector, JsonElement inputs, JsonElement expected)
    {
        var steps = expected.GetProperty("steps").EnumerateArray().ToArray();
        Uncertain Sum(string name) => steps.Select((s, i) => Uncertain.Of($"{i} {name}", AgeVectors.Quantity(s, name))).Aggregate((a, b) => a + b);
        var f = Sum("rad40") / Sum("k39");
        var lambda = inputs.GetProperty("lambda_k").GetDouble();
        var age = AgeEquation.Years(inputs.GetProperty("J")[0].GetDouble(), f, lambda)! / 1e6;
        age.Value.ShouldBe(expected.GetProperty("integrated_recombined")[0].GetDouble(), 1e-9 * age.Value, vector.Id);
        age.Error.ShouldBeNear(expected.GetProperty("integrated_recombined")[1].GetDouble(), 0.05, vector.Id);
    }

    /// <summary>The vector gives the points without their correlations: Reed's line, which has none, is exact, York's is near.</summary>
    private static void DrawsIsochrons(string id, JsonElement expected)
    {
        CorrelatedPoint[] points =
        [
            .. expected.GetProperty("isochron_points").EnumerateArray().Select(p => new CorrelatedPoint(
                p.GetProperty("x3940")[0].GetDouble(), p.GetProperty("x3940")[1].GetDouble(), p.GetProperty("y3640")[0].GetDouble(), p.GetProperty("y3640")[1].GetDouble())),
        ];
        var isochron = Isochron.Of(points)!;
        var reed = expected.GetProperty("isochron").GetProperty("Reed");
        ((double?)isochron.Line.Slope).ShouldBeNear(reed.GetProperty("slope").GetDouble(), 1e-9, id);
        ((double?)isochron.Line.Intercept).ShouldBeNear(reed.GetProperty("intercept_3640")[0].GetDouble(), 1e-9, id);
        ((double?)isochron.Trapped4036.Value).ShouldBeNear(reed.GetProperty("trapped_4036")[0].GetDouble(), 1e-9, id);
        ((double?)(isochron.Line.InterceptError * isochron.Line.Excess)).ShouldBeNear(reed.GetProperty("intercept_3640")[1].GetDouble(), 1e-3, id);
        var york = expected.GetProperty("isochron").GetProperty("York");
        isochron.Trapped4036.Error.ShouldBeNear(york.GetProperty("trapped_4036")[1].GetDouble(), 1e-3, id);
        ((double?)isochron.Line.Mswd).ShouldBeNear(york.GetProperty("mswd").GetDouble(), 1e-3, id);
    }
}
