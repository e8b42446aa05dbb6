using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Vectors;

/// <summary>The chain from intercepts to an age, of synthetic and of real analyses.</summary>
internal static class FullChainVectors
{
    private const double Error = 2e-6;

    public static void Check(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var isotopes = inputs.GetProperty("isotopes").EnumerateObject()
            .ToDictionary(i => i.Name, i => Isotope(i.Name, i.Value, inputs.GetProperty("include_baseline_error").GetBoolean()));
        foreach (var (stage, of) in new (string, Func<LiveIsotope, Uncertain>)[]
        {
            ("baseline_corrected", i => i.BaselineCorrected!), ("non_detector_corrected", i => i.BlankCorrected!), ("intensities", i => i.Intensity!),
        })
        {
            foreach (var right in expected.GetProperty(stage).EnumerateObject())
                AgeVectors.Near(of(isotopes[right.Name]).Quantity, right.Value, $"{vector.Id} {stage} {right.Name}");
        }

        var argon = Argon(vector, isotopes);
        var result = argon.Result();
        ((double?)result.Ar37DecayFactor).ShouldBeNear(expected.GetProperty("decay_factors").GetProperty("ar37").GetDouble(), 1e-9, vector.Id);
        ((double?)result.Ar39DecayFactor).ShouldBeNear(expected.GetProperty("decay_factors").GetProperty("ar39").GetDouble(), 1e-9, vector.Id);
        ((double?)result.DaysSinceIrradiation).ShouldBeNear(expected.GetProperty("decay_days").GetDouble(), 1e-12, vector.Id);
        AgeVectors.Near(argon.Split.Total.Ar37.Quantity, expected.GetProperty("decay_corrected").GetProperty("Ar37"), vector.Id);
        AgeVectors.Near(argon.Split.Total.Ar39.Quantity, expected.GetProperty("decay_corrected").GetProperty("Ar39"), vector.Id);
        AgeVectors.Near(result.F, expected.GetProperty("F"), vector.Id);
        result.FErrorWithoutProduction.ShouldBeNear(expected.GetProperty("F_err_wo_irrad").GetDouble(), Error, vector.Id);
        AgeVectors.Near(result.Radiogenic40, expected.GetProperty("rad40"), vector.Id);
        AgeVectors.Near(result.K39, expected.GetProperty("k39"), vector.Id);
        AgeVectors.Near(result.YieldPercent, expected.GetProperty("radiogenic_yield_percent"), vector.Id);
        AgeVectors.Near(result.KCa, expected.GetProperty("kca"), vector.Id);
        AgeVectors.Near(result.KCl, expected.GetProperty("kcl"), vector.Id);
        AgeVectors.Near((1 / argon.KCa).Quantity, expected.GetProperty("cak"), vector.Id);
        AgeVectors.Near((1 / argon.KCl).Quantity, expected.GetProperty("clk"), vector.Id);
        AgeVectors.Near(result.Age, expected.GetProperty("age_wo_j_err"), vector.Id);
        result.AgeErrorWithJ.ShouldBeNear(expected.GetProperty("age_w_j_err")[1].GetDouble(), Error, vector.Id);
        result.AgeErrorWithPositionJ.ShouldBeNear(expected.GetProperty("age_w_position_err")[1].GetDouble(), Error, vector.Id);
    }

    public static ArgonAnalysis Argon(Vector vector, IReadOnlyDictionary<string, LiveIsotope> isotopes)
    {
        var inputs = vector["inputs"];
        var position = new IrradiationPosition(
            "1", "irradiation", "A", 1, AgeVectors.Quantity(inputs, "J"), 0, AgeVectors.Quantity(inputs, "lambda_k"),
            [.. AgeVectors.Chronology(inputs.GetProperty("chronology"))], "production", AgeVectors.Production(inputs.GetProperty("production")));
        var constants = AgeVectors.ConstantsOf(inputs) with { AbundanceSensitivity = inputs.GetProperty("abundance_sensitivity").GetDouble() };
        return Argon(isotopes, position, constants, AgeVectors.Time(inputs.GetProperty("analysis_timestamp").GetString()!));
    }

    public static ArgonAnalysis Argon(IReadOnlyDictionary<string, LiveIsotope> isotopes, IrradiationPosition position, ArgonConstants constants, DateTimeOffset at)
    {
        Uncertain Of(string name) => isotopes[name].Intensity!;
        return new(new ArgonIntensities(Of("Ar40"), Of("Ar39"), Of("Ar38"), Of("Ar37"), Of("Ar36")), position, constants, at);
    }

    /// <summary>An isotope whose intercept is given instead of measured.</summary>
    public static LiveIsotope Isotope(string name, JsonElement given, bool includeBaselineError) => new(
        LiveSeries.Empty(name, given.GetProperty("detector").GetString()!, new FitSetting("average")),
        AgeVectors.Quantity(given, "intercept"),
        AgeVectors.Quantity(given, "baseline"),
        AgeVectors.Quantity(given, "blank"),
        new(AgeVectors.Quantity(given, "ic"), new(1)),
        given.TryGetProperty("include_baseline_error", out var own) ? own.GetBoolean() : includeBaselineError);
}
