using System.Globalization;
using System.Text.RegularExpressions;
using LabActors.Core.Queues;

namespace LabActors.Core.Identifiers;

/// <summary>
/// Run ids: <c>identifier-aliquot</c> with two digits at least, and the step letters of a step heating behind it
/// (<c>12345-01A</c>, <c>bu-FC-J-01</c>).
/// </summary>
public static partial class RunIds
{
    /// <summary><c>12345-01A</c>. Steps count from 0 (A); -1 for none.</summary>
    public static string Make(string identifier, int aliquot, int step = -1) =>
        Make(identifier, AliquotText(aliquot), StepLetters.Of(step));

    /// <summary>The run id of an aliquot and step that are texts already; an aliquot text is not padded.</summary>
    public static string Make(string identifier, string aliquot, string step) => $"{identifier}-{aliquot}{step}";

    /// <summary>As <see cref="Make(string, string, string)"/>, but only whole-number identifiers may have steps.</summary>
    public static string MakeRecordId(string identifier, string aliquot, string step) =>
        Make(identifier, aliquot, PythonText.TryInt(identifier, out _) ? step : "");

    /// <summary>Two digits at least.</summary>
    public static string AliquotText(int aliquot) => aliquot.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>The parts of <c>12345-01A</c>: exactly one dash, digits, and whatever follows them as the step.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static (string Identifier, int Aliquot, string Step) Strip(string runId)
    {
        var parts = runId.Split('-');
        if (parts.Length != 2)
            throw new FormatException($"\"{runId}\" has {parts.Length - 1} dashes; expected identifier-aliquot with one");
        var digits = parts[1].TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0)
            throw new FormatException($"\"{runId}\" has no aliquot after its dash");
        return (parts[0], PythonText.Int(parts[1][..digits]), parts[1][digits..]);
    }

    /// <summary>The parts of a run id of an unknown at the start of the text, null where there is none.</summary>
    public static (string Identifier, string Aliquot, string Step)? MatchUnknown(string text)
    {
        var match = UnknownRunId().Match(text);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value) : null;
    }

    /// <summary>The parts of a run id of a special run (<c>bu-FC-J-01</c>) at the start of the text, null where there is none.</summary>
    public static (string Identifier, string Aliquot)? MatchSpecial(string text)
    {
        var match = SpecialRunId().Match(text);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>True when the run id ends in step letters. (Pychron's own test for it knows the letters A and Z only.)</summary>
    public static bool HasStep(string runId) => RunIdWithStep().IsMatch(runId);

    /// <summary>True when a labnumber cell ends in a dash and digits, the queue file's way to fix an aliquot.</summary>
    public static bool EndsInAliquot(string labnumber) => LabnumberWithAliquot().IsMatch(labnumber);

    [GeneratedRegex(@"\A([0-9]+)-([0-9]+)([A-Za-z]*)")]
    private static partial Regex UnknownRunId();

    [GeneratedRegex(@"\A(\w{1,2}-\w+-\w)-([0-9]+)")]
    private static partial Regex SpecialRunId();

    [GeneratedRegex(@"-[0-9]+[A-Za-z]+\z")]
    private static partial Regex RunIdWithStep();

    [GeneratedRegex(@"\A\S+-+[0-9]+\z")]
    private static partial Regex LabnumberWithAliquot();
}
