using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Reduction;

namespace LabActors.Core.Scripts;

/// <summary>
/// The fits that <c>set_fits</c> and <c>set_baseline_fits</c> ask for. None given: those of the file that the script's docstring names (put among
/// the arguments as <c>$fits</c>). One: for all. Several: <c>Ar40:linear</c>, the last one for a name counts.
/// </summary>
public static class ScriptFits
{
    private const string OfFile = "$fits";

    /// <summary>The fits by isotope or detector; empty when none are given and the script has no file of them.</summary>
    /// <param name="names">Isotopes or detectors of the instrument, which one fit without a name is for.</param>
    public static ImmutableDictionary<string, FitSetting> Of(ImmutableDictionary<string, JsonElement> args, IEnumerable<string> names) => List(args, "fits") switch
    {
        [] => ByName(List(args, OfFile).Select(item => (Text(item.GetProperty("name")), Setting(item)))),
        [var one] when !Text(one).Contains(':') => ByName(names.Select(name => (name, new FitSetting(Text(one))))),
        var several => ByName(several.Select(Text).Where(f => f.Contains(':')).Select(f => (f[..f.IndexOf(':')].Trim(), Written(f)))),
    };

    /// <summary>
    /// Why they cannot be done as they say; null when they can. This is for checks: a run that comes upon such a fit takes another one and notes it,
    /// since its gas is in the spectrometer by then.
    /// </summary>
    public static string? Refuse(ImmutableDictionary<string, JsonElement> args)
    {
        var given = List(args, "fits").Select(Text).ToArray();
        if (given.Length > 1 && Array.Find(given, f => !f.Contains(':')) is { } nameless)
            return $"found '{nameless}' among several fits, expected a name before it, such as Ar40:{nameless}";
        var refused = given.Select(f => FitPlan.Refuse(Written(f)));
        if (given.Length == 0)
        {
            refused = List(args, OfFile).Select(item =>
                FitPlan.Refuse(Setting(item)) is { } reason ? $"{Text(item.GetProperty("name"))} in the fits file: {reason}" : null);
        }

        return refused.FirstOrDefault(reason => reason is not null);
    }

    private static ImmutableDictionary<string, FitSetting> ByName(IEnumerable<(string Name, FitSetting Setting)> fits) =>
        fits.Aggregate(ImmutableDictionary<string, FitSetting>.Empty, (all, fit) => all.SetItem(fit.Name, fit.Setting));

    private static FitSetting Written(string fit) => new(fit[(fit.IndexOf(':') + 1)..].Trim());

    private static FitSetting Setting(JsonElement item) => new(
        Text(item.GetProperty("fit")),
        item.TryGetProperty("error_type", out var error) && error.ValueKind == JsonValueKind.String ? error.GetString()! : "",
        item.TryGetProperty("filter_outliers", out var filter) && filter.ValueKind == JsonValueKind.True
            ? new OutlierFilter(item.GetProperty("filter_iterations").GetInt32(), item.GetProperty("filter_std_devs").GetDouble())
            : null);

    private static ImmutableArray<JsonElement> List(ImmutableDictionary<string, JsonElement> args, string name) =>
        args.GetValueOrDefault(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
