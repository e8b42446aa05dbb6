using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads <c>reduction</c>: what is not there is as Pychron has it. The folder of irradiations is <c>metadata</c> beside lab.yaml if there is one.</summary>
internal static class ReductionReader
{
    private const double Any = double.PositiveInfinity;
    private const string DefaultFolder = "metadata";

    public static ReductionDefinition Read(YamlMap? map, string labFile)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(labFile)) ?? "";
        if (map is null) return ReductionDefinition.Default with { MetaData = Path.Combine(beside, DefaultFolder) };

        var pychron = ArgonConstants.Default;
        var constants = new ArgonConstants
        {
            LambdaBeta = map.Quantity("lambda_beta_per_a", pychron.LambdaBeta, double.Epsilon, 1e-8),
            LambdaEpsilon = map.Quantity("lambda_epsilon_per_a", pychron.LambdaEpsilon, double.Epsilon, 1e-8),
            LambdaAr37 = map.Number("lambda_ar37_per_d", pychron.LambdaAr37, double.Epsilon, 1),
            LambdaAr39 = map.Number("lambda_ar39_per_d", pychron.LambdaAr39, double.Epsilon, 1),
            LambdaCl36 = map.Number("lambda_cl36_per_d", pychron.LambdaCl36, double.Epsilon, 1),
            Trapped4036 = map.Quantity("trapped_40_36", pychron.Trapped4036, double.Epsilon, 1e6),
            Trapped4038 = map.Number("trapped_40_38", pychron.Trapped4038, double.Epsilon, 1e6),
            Fixed3739 = map.Has("fixed_37_39") ? map.Quantity("fixed_37_39", new Quantity(0), 0, Any) : null,
            AbundanceSensitivity = map.Number("abundance_sensitivity", pychron.AbundanceSensitivity, 0, 1),
            AllowNegativeCalcium = !map.Has("allow_negative_calcium") || map.Flag("allow_negative_calcium"),
            IncludeDecayError = map.Flag("include_decay_error"),
            IncludeBaselineError = map.Flag("include_baseline_error"),
            DecayFromSegmentEnd = map.Flag("decay_from_segment_end"),
            MonitorAgeMa = map.Number("monitor_age_ma", pychron.MonitorAgeMa, double.Epsilon, 4600),
        };
        var folder = Path.GetFullPath(Path.Combine(beside, map.Text(DefaultFolder, DefaultFolder)));
        var zone = map.Text("time_zone", "UTC");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            map.Report("time_zone", $"found '{zone}', expected a time zone such as America/Denver or UTC");
        map.End();
        return new(constants, folder, map.LineOf(DefaultFolder), found ?? TimeZoneInfo.Utc);
    }
}
