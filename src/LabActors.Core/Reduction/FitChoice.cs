using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>A curve and the kind of error that is wanted of its intercept.</summary>
public sealed record FitChoice(FitKind Fit, ErrorKind Error)
{
    /// <summary>What an isotope has that nobody gave a fit.</summary>
    public static FitChoice SignalDefault { get; } = new(FitKind.Linear, ErrorKind.Sem);

    /// <summary>What a detector's baseline has that nobody gave a fit.</summary>
    public static FitChoice BaselineDefault { get; } = new(FitKind.Average, ErrorKind.Sem);

    /// <summary>The curve's name as scripts and fit files write it.</summary>
    public string FitName => Fit.ToString().ToLowerInvariant();

    /// <summary>The error's name as scripts and fit files write it.</summary>
    public string ErrorName => Error.ToString().ToUpperInvariant();

    /// <summary>
    /// Reads a fit's name as scripts and fit files write it, in any case: <c>linear</c>, <c>Parabolic</c>, <c>average_SEM</c>,
    /// <c>averageSD</c>. A name that is not known is the default for signals (linear), or the SEM, with a note.
    /// </summary>
    public static (FitChoice Choice, ImmutableArray<string> Notes) Parse(string name)
    {
        var text = name.Trim();
        if (text.Length == 0) return (SignalDefault, []);

        var (curve, error) = Split(text);
        if (ParseKind(curve) is not { } fit)
            return (SignalDefault, [$"the fit '{text}' is not known (average, linear, parabolic, cubic, quartic are): linear is used"]);

        return ParseError(error) is { } kind
            ? (new FitChoice(fit, kind), [])
            : (new FitChoice(fit, ErrorKind.Sem), [$"the error '{error}' of the fit '{text}' is not known (SEM, SD, MSEM, CI are): SEM is used"]);
    }

    private static (string Curve, string Error) Split(string text)
    {
        var underscore = text.IndexOf('_');
        if (underscore >= 0) return (text[..underscore].Trim(), text[(underscore + 1)..].Trim());
        return text.StartsWith("average", StringComparison.OrdinalIgnoreCase)
            ? (text[..7], text[7..].Trim())
            : (text, "");
    }

    private static FitKind? ParseKind(string name) => name.ToLowerInvariant() switch
    {
        "average" => FitKind.Average,
        "linear" => FitKind.Linear,
        "parabolic" => FitKind.Parabolic,
        "cubic" => FitKind.Cubic,
        "quartic" => FitKind.Quartic,
        _ => null,
    };

    /// <summary>"SE" is the SD of Pychron's tables; the two long names are MSEM in its newer and its older files.</summary>
    private static ErrorKind? ParseError(string name) => name.ToUpperInvariant() switch
    {
        "" or "SEM" => ErrorKind.Sem,
        "SD" or "SE" => ErrorKind.Sd,
        "MSEM" or "SE BUT IF MSWD>1 USE SE * SQRT(MSWD)" or "SEM, BUT IF MSWD>1 USE SEM * SQRT(MSWD)" => ErrorKind.Msem,
        "CI" => ErrorKind.Ci,
        _ => null,
    };
}
