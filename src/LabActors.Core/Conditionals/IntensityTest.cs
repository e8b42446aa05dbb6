using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Core.Conditionals;

/// <summary>
/// A comparison of one isotope's or detector's newest intensity (fA) with a number, such as <c>Ar40&gt;100</c> or
/// <c>Ar40.cur&gt;100</c>, which says so: what the conditionals of a whiff use.
/// </summary>
public sealed partial record IntensityTest(string Name, string Operator, double Limit)
{
    /// <summary>Reads a comparison; false with the reason when the text is not one.</summary>
    public static bool TryParse(string text, out IntensityTest? test, out string problem)
    {
        var match = Form().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            (test, problem) = (null, $"'{text}' is no comparison of an isotope with a number such as Ar40>100");
            return false;
        }

        (test, problem) = (new IntensityTest(match.Groups["name"].Value, match.Groups["operator"].Value, limit), "");
        return true;
    }

    /// <summary>True when the comparison holds for the value.</summary>
    public bool Holds(double value) => Operator switch
    {
        "<" => value < Limit,
        "<=" => value <= Limit,
        ">" => value > Limit,
        ">=" => value >= Limit,
        "==" => value == Limit,
        _ => value != Limit,
    };

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z]\w*)(\.cur(rent)?)?\s*(?<operator><=|>=|==|!=|<|>)\s*(?<limit>[-+.\deE]+)\s*$")]
    private static partial Regex Form();
}
