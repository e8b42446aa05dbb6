using System.Globalization;
using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of age vectors. Values to 1e-9; errors to 2e-6, since the original's are propagated by numeric derivatives.</summary>
internal static class AgeVectors
{
    private const double Value = 1e-9, Error = 2e-6;

    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["constants"] = Constants,
        ["age_equation"] = Ages,
        ["flux"] = v => Near(
            AgeEquation.J(Uncertain.Of("F", Quantity(v["inputs"], "F")), v["inputs"].GetProperty("monitor_age_years").GetDouble(), v["inputs"].GetProperty("lambda_k").GetDouble()).Quantity,
            v["expected"].GetProperty("J"), v.Id),
        ["decay_factors"] = Decays,
        ["abundance_sensitivity"] = LosesTails,
        ["argon_split"] = Splits,
        ["full_chain"] = FullChainVectors.Check,
        ["step_heat"] = StepHeatVectors.Check,
        ["mean_j"] = MeanJVectors.Check,
        ["group_mean"] = Means,
        ["mswd_limits"] = v =>
        {
            var (low, high) = MswdTest.Limits(v["inputs"].GetProperty("n").GetInt32(), v["inputs"].GetProperty("k").GetInt32());
            ((double?)low).ShouldBeNear(v["expected"].GetProperty("limits")[0].GetDouble(), Value, v.Id);
            ((double?)high).ShouldBeNear(v["expected"].GetProperty("limits")[1].GetDouble(), Value, v.Id);
        },
        ["mswd_probability"] = v =>
        {
            foreach (var (freedom, p) in v["inputs"].GetProperty("dof").Numbers().Zip(v["expected"].GetProperty("p").Numbers()))
                ((double?)MswdTest.Probability(v["inputs"].GetProperty("mswd").GetDouble(), (int)freedom)).ShouldBeNear(p, Value, v.Id);
        },
        ["plateau"] = FindsPlateau,
        ["age_converter"] = Converts,
    };

    public static Quantity Quantity(JsonElement pair) => new(pair[0].GetDouble(), pair[1].GetDouble());

    public static Quantity Quantity(JsonElement inputs, string name) => Quantity(inputs.GetProperty(name));

    public static void Near(Quantity? found, JsonElement pair, string what)
    {
        found?.Value.ShouldBe(pair[0].GetDouble(), Math.Abs(pair[0].GetDouble()) * Value, what);
        found.ShouldNotBeNull(what);
        found.Value.Error.ShouldBeNear(pair[1].GetDouble(), Error, what);
    }

    public static Production Production(JsonElement ratios)
    {
        Quantity Of(string name) => Quantity(ratios, name);
        return new(Of("K4039"), Of("K3839"), Of("K3739"), Of("Ca3937"), Of("Ca3837"), Of("Ca3637"), Of("Cl3638"), Of("Ca_K"), Of("Cl_K"));
    }

    public static IEnumerable<IrradiationSegment> Chronology(JsonElement segments) => segments.EnumerateArray().Select(segment =>
    {
        // a vector has three values, a file one line of three
        var parts = segment.ValueKind == JsonValueKind.String ? segment.GetString()!.Split(',') : [segment[0].ToString(), segment[1].GetString()!, segment[2].GetString()!];
        return new IrradiationSegment(double.Parse(parts[0], CultureInfo.InvariantCulture), Time(parts[1]), Time(parts[2]));
    });

    public static DateTimeOffset Time(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static ArgonConstants ConstantsOf(JsonElement inputs) => ArgonConstants.Default with
    {
        Trapped4036 = Quantity(inputs, "atm4036"),
        Trapped4038 = inputs.GetProperty("atm4038")[0].GetDouble(),
    };

    private static void Constants(Vector vector)
    {
        var (expected, ours) = (vector["expected"], ArgonConstants.Default);
        double Of(string name) => expected.GetProperty(name).GetDouble();
        ours.LambdaBeta.ShouldBe(Quantity(expected, "lambda_b"));
        ours.LambdaEpsilon.ShouldBe(Quantity(expected, "lambda_e"));
        ours.LambdaAr37.ShouldBe(Of("lambda_Ar37"));
        ours.LambdaAr39.ShouldBe(Of("lambda_Ar39"));
        ours.LambdaCl36.ShouldBe(Of("lambda_Cl36"));
        ours.Trapped4036.ShouldBe(new(Of("atm4036"), Of("atm4036_err")));
        ours.Trapped4038.ShouldBe(Of("atm4038"));
        ours.AbundanceSensitivity.ShouldBe(Of("abundance_sensitivity"));
        ours.LambdaK().Value.ShouldBe(Of("lambda_k"), 1e-24);
        ours.LambdaK().Error.ShouldBeNear(Of("lambda_k_err"), Value, vector.Id);
    }

    private static void Ages(Vector vector)
    {
        var inputs = vector["inputs"];
        var lambda = Uncertain.Of("lambda", Quantity(inputs, "lambda_k"));
        var years = AgeEquation.Years(
            Uncertain.Of("J", Quantity(inputs, "J")),
            Uncertain.Of("F", Quantity(inputs, "F")),
            inputs.GetProperty("include_decay_error").GetBoolean() ? lambda : Uncertain.Exact(lambda.Value));
        var expected = vector["expected"].GetProperty("age");
        if (expected[0].GetDouble() == 0)
            years.ShouldBeNull($"{vector.Id}: where there is no logarithm there is no age, and it is not 0");
        else
            Near((years! / (inputs.GetProperty("age_units").GetString() == "Ma" ? 1e6 : 1)).Quantity, expected, vector.Id);
    }

    private static void Decays(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var doses = inputs.GetProperty("segments_power_durationdays_elapseddays").EnumerateArray()
            .Select(s => new IrradiationDecay.Dose(s[0].GetDouble(), s[1].GetDouble(), s[2].GetDouble())).ToArray();
        if (inputs.TryGetProperty("chronology", out var chronology))
        {
            var own = IrradiationDecay.Doses(Chronology(chronology), Time(inputs.GetProperty("analysis_timestamp").GetString()!), inputs.GetProperty("use_irradiation_endtime").GetBoolean()).ToArray();
            foreach (var (found, given) in own.Zip(doses))
            {
                found.Days.ShouldBe(given.Days, 1e-12, vector.Id);
                found.DaysSince.ShouldBe(given.DaysSince, 1e-10, vector.Id);
            }

            doses = own;
        }

        foreach (var isotope in new[] { "37", "39" })
        {
            ((double?)IrradiationDecay.Factor(doses, inputs.GetProperty($"lambda_Ar{isotope}").GetDouble()))
                .ShouldBeNear(expected.GetProperty($"ar{isotope}_decay_factor").GetDouble(), Value, vector.Id);
        }
    }

    private static ArgonIntensities Intensities(JsonElement five)
    {
        var a = five.EnumerateArray().Select((pair, i) => Uncertain.Of($"Ar{40 - i}", Quantity(pair))).ToArray();
        return new(a[0], a[1], a[2], a[3], a[4]);
    }

    private static void LosesTails(Vector vector)
    {
        var inputs = vector["inputs"];
        var found = Intensities(inputs.GetProperty("Ar40_39_38_37_36")).WithoutTails(inputs.GetProperty("abundance_sensitivity").GetDouble());
        Uncertain[] five = [found.Ar40, found.Ar39, found.Ar38, found.Ar37, found.Ar36];
        foreach (var (ours, right) in five.Zip(vector["expected"].GetProperty("corrected_40_39_38_37_36").EnumerateArray())) Near(ours.Quantity, right, vector.Id);
    }

    private static void Splits(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var fixed3739 = inputs.GetProperty("fixed_k3739");
        var split = ArgonSplit.Of(
            Intensities(inputs.GetProperty("Ar40_39_38_37_36_corrected")),
            Production(inputs.GetProperty("production")),
            ConstantsOf(inputs) with
            {
                LambdaCl36 = inputs.GetProperty("lambda_Cl36").GetDouble(),
                AllowNegativeCalcium = inputs.GetProperty("allow_negative_ca_correction").GetBoolean(),
                Fixed3739 = fixed3739.ValueKind == JsonValueKind.Array ? Quantity(fixed3739) : null,
            },
            inputs.GetProperty("decay_days").GetDouble());
        Near(split.F.Quantity, expected.GetProperty("F"), vector.Id);
        split.F.ErrorFrom(name => !Core.Ages.Production.IsVariable(name)).ShouldBeNear(expected.GetProperty("F_err_wo_irrad").GetDouble(), Error, vector.Id);
        var clamped = !inputs.GetProperty("allow_negative_ca_correction").GetBoolean();
        Dictionary<string, Uncertain> parts = new()
        {
            ["k40"] = split.K40,
            ["ca39"] = split.Ca39,
            ["k38"] = split.K38,
            ["ca38"] = split.Ca38,
            ["cl38"] = split.Cl38,
            ["k37"] = split.K37,
            ["ca37"] = split.Ca37,
            ["ca36"] = split.Ca36,
            ["cl36"] = split.Cl36,
            ["rad40"] = split.Radiogenic40,
            ["a40"] = split.Total.Ar40,
            ["radiogenic_yield"] = split.YieldPercent,
            ["k39"] = split.K39,
            ["atm40"] = split.Trapped40,
        };
        foreach (var part in expected.GetProperty("non_ar").EnumerateObject().Concat(expected.GetProperty("computed").EnumerateObject()))
        {
            // what was clamped is 0 and has no error; it is the measured 37Ar that is kept here
            if (!(clamped && part.Name == "ca37")) NearOrZero(parts[part.Name].Quantity, part.Value, $"{vector.Id} {part.Name}");
        }

        var corrected = split.InterferenceCorrected;
        foreach (var (name, ours) in new[] { ("Ar40", corrected.Ar40), ("Ar39", corrected.Ar39), ("Ar38", corrected.Ar38), ("Ar37", corrected.Ar37), ("Ar36", corrected.Ar36) })
            Near(ours.Quantity, expected.GetProperty("interference_corrected").GetProperty(name), $"{vector.Id} {name}");
    }

    private static void NearOrZero(Quantity found, JsonElement pair, string what)
    {
        if (pair[0].GetDouble() == 0 && pair[1].GetDouble() == 0) found.ShouldBe(new Quantity(0, 0), what);
        else Near(found, pair, what);
    }

    private static void Means(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var mean = WeightedMean.Of(inputs.GetProperty("x").Numbers().Zip(inputs.GetProperty("err").Numbers(), (x, e) => new Quantity(x, e)))!;
        double Of(string name) => expected.GetProperty(name).GetDouble();
        ((double?)mean.Mean).ShouldBeNear(Of("weighted_mean"), Value, vector.Id);
        ((double?)mean.Error).ShouldBeNear(Of("weighted_mean_err"), Value, vector.Id);
        ((double?)mean.Mswd).ShouldBeNear(Of("mswd"), Value, vector.Id);
        mean.ErrorOf(ErrorKind.Sd).ShouldBeNear(Of("SD"), Value, vector.Id);
        mean.ErrorOf(ErrorKind.Msem).ShouldBeNear(Of("err_MSE"), Value, vector.Id);
        MswdTest.IsValid(mean.Mswd, mean.Count).ShouldBe(expected.GetProperty("valid").GetBoolean());
        ((double?)MswdTest.Probability(mean.Mswd, mean.Count - 1)).ShouldBeNear(Of("probability"), Value, vector.Id);
        MswdTest.Limits(mean.Count).Low.ShouldBe(expected.GetProperty("limits")[0].GetDouble(), 1e-9);
    }

    private static void FindsPlateau(Vector vector)
    {
        var inputs = vector["inputs"];
        var (ages, errors, k39) = (inputs.GetProperty("ages").Numbers(), inputs.GetProperty("errors").Numbers(), inputs.GetProperty("k39").Numbers());
        var found = Plateau.Find(
            [.. ages.Select((age, i) => new PlateauStep(new(age, errors[i]), k39[i]))],
            new(inputs.GetProperty("nsteps").GetInt32(), inputs.GetProperty("gas_fraction").GetDouble(), inputs.GetProperty("overlap_sigma").GetDouble()));
        int[] indices = found is null ? [] : [found.First, found.Last];
        indices.ShouldBe(vector["expected"].GetProperty("indices").EnumerateArray().Select(i => i.GetInt32()), vector.Id);
    }

    // The original is 8e-9 beside what its own test expects of it (0.7992223782), and adds a little of the constants' errors.
    private static void Converts(Vector vector)
    {
        var inputs = vector["inputs"];
        double Of(string name) => inputs.GetProperty(name).GetDouble();
        var found = AgeConverter.ToRenne2011(new(Of("age_Ma"), Of("err")), Of("original_monitor_age"), Of("original_lambda"));
        ((double?)found.Value).ShouldBeNear(vector["expected"].GetProperty("age").GetDouble(), 1e-8, vector.Id);
        found.Error.ShouldBeNear(vector["expected"].GetProperty("err").GetDouble(), 1e-4, vector.Id);
    }
}
