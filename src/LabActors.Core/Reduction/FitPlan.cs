using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Reduction;

/// <summary>A <see cref="FitSetting"/> that was understood: which curve at how many points, which error, which filter.</summary>
/// <param name="Blocks">Never empty; the first block that holds the number of points tells the curve, the last one where none does.</param>
public sealed partial record FitPlan(ImmutableArray<FitBlock> Blocks, ErrorKind Error, OutlierFilter? Outliers)
{
    private const string Known = "average, linear, parabolic, cubic, quartic, exponential, Auto Linear/Parabolic";
    private const string KnownErrors = "SEM, SD, MSEM, CI, MonteCarlo";

    /// <summary>One curve however many points there are.</summary>
    public static FitPlan Of(FitChoice choice, OutlierFilter? outliers = null) =>
        new([new(0, int.MaxValue, choice.Fit)], choice.Error, outliers);

    /// <summary>The curve and error for this many points.</summary>
    public FitChoice At(int points)
    {
        foreach (var block in Blocks)
            if (points > block.After && points <= block.UpTo) return new(block.Fit, Error);
        return new(Blocks[^1].Fit, Error);
    }

    /// <summary>Reads a setting; what is not known is the default for signals (linear) or the SEM, and a note says so.</summary>
    public static (FitPlan Plan, ImmutableArray<string> Notes) Parse(FitSetting setting)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var (blocks, error) = Read(setting);
        if (blocks.IsDefaultOrEmpty)
        {
            blocks = [new(0, int.MaxValue, FitChoice.SignalDefault.Fit)];
            notes.Add($"the fit '{setting.Fit}' is not known ({Known} are): linear is used");
        }

        var errorKind = ParseError(error);
        if (errorKind is null) notes.Add($"the error '{error}' of the fit '{setting.Fit}' is not known ({KnownErrors} are): SEM is used");
        var filter = setting.Outliers is { Iterations: > 0, StdDevs: > 0 } ? setting.Outliers : null;
        if (setting.Outliers is not null && filter is null)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"a filter of {setting.Outliers.Iterations} iterations at {setting.Outliers.StdDevs} standard deviations filters nothing"));
        return (new(blocks, errorKind ?? ErrorKind.Sem, filter), notes.ToImmutable());
    }

    /// <summary>Why a setting cannot be done as it says, for those who can still change it; null when it can.</summary>
    public static string? Refuse(FitSetting setting)
    {
        var (blocks, error) = Read(setting);
        if (blocks.IsDefaultOrEmpty)
            return $"found the fit '{setting.Fit}'{NearestName.Hint(setting.Fit.Trim(), Known.Split(", "))}, expected {Known}, or blocks of them such as (,10,average)(10,,linear)";
        return ParseError(error) is null ? $"found the error '{error}'{NearestName.Hint(error, KnownErrors.Split(", "))}, expected {KnownErrors}" : null;
    }

    /// <summary>The blocks, none when the curve is not known, and the error's name.</summary>
    private static (ImmutableArray<FitBlock> Blocks, string Error) Read(FitSetting setting)
    {
        var (curve, nameOfError) = Split(setting.Fit.Trim());
        ImmutableArray<FitBlock> blocks = curve.StartsWith('(') ? ParseBlocks(curve) : ParseKind(curve) is { } kind ? [new FitBlock(0, int.MaxValue, kind)] : default;
        return (blocks, setting.ErrorType.Trim() is { Length: > 0 } own ? own : nameOfError);
    }

    private static (string Curve, string Error) Split(string text)
    {
        var underscore = text.IndexOf('_');
        if (underscore >= 0) return (text[..underscore].Trim(), text[(underscore + 1)..].Trim());
        return text.StartsWith("average", StringComparison.OrdinalIgnoreCase)
            ? (text[..7], text[7..].Trim())
            : (text, "");
    }

    // (,10,average)(10,,linear): after, up to, curve. Pychron leaves the count 10 itself to neither; here it is the first one's.
    private static ImmutableArray<FitBlock> ParseBlocks(string text)
    {
        var matches = BlockPattern().Matches(text);
        if (matches.Count == 0 || matches.Sum(m => m.Length) != text.Length) return default;
        var blocks = ImmutableArray.CreateBuilder<FitBlock>();
        foreach (Match match in matches)
        {
            if (ParseKind(match.Groups["fit"].Value) is not { } kind) return default;
            blocks.Add(new(Limit(match.Groups["after"].Value, 0), Limit(match.Groups["upto"].Value, int.MaxValue), kind));
        }

        return blocks.ToImmutable();
    }

    private static int Limit(string digits, int missing) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : missing;

    private static FitKind? ParseKind(string name) => name.Trim().ToLowerInvariant() switch
    {
        "" => FitChoice.SignalDefault.Fit,
        "average" => FitKind.Average,
        "linear" => FitKind.Linear,
        "parabolic" => FitKind.Parabolic,
        "cubic" => FitKind.Cubic,
        "quartic" => FitKind.Quartic,
        "exponential" => FitKind.Exponential,
        "auto linear/parabolic" => FitKind.AutoLinearParabolic,
        _ => null,
    };

    /// <summary>"SE" is the SD of Pychron's tables; the two long names are MSEM in its newer and its older files.</summary>
    private static ErrorKind? ParseError(string name) => name.Trim().ToUpperInvariant() switch
    {
        "" or "SEM" => ErrorKind.Sem,
        "SD" or "SE" => ErrorKind.Sd,
        "MSEM" or "SE BUT IF MSWD>1 USE SE * SQRT(MSWD)" or "SEM, BUT IF MSWD>1 USE SEM * SQRT(MSWD)" => ErrorKind.Msem,
        "CI" => ErrorKind.Ci,
        "MC" or "MONTECARLO" or "MONTE CARLO" => ErrorKind.MonteCarlo,
        _ => null,
    };

    [GeneratedRegex(@"\G\s*\(\s*(?<after>\d*)\s*,\s*(?<upto>\d*)\s*,\s*(?<fit>[^(),]+?)\s*\)\s*")]
    private static partial Regex BlockPattern();
}
