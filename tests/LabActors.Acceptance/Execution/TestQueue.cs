using System.Globalization;
using System.Text;

namespace LabActors.Acceptance.Execution;

/// <summary>Text of a queue file.</summary>
internal static class TestQueue
{
    /// <summary>The columns of <see cref="Row"/>.</summary>
    public const string Columns = "labnumber\tposition\te_value\te_units\tduration\tcleanup\toverlap\textraction\tmeasurement\tpost_meas\tpost_eq\tconditionals\tdelay_after";

    public static string Of(params string[] rows) => Of(before: 5, between: 30, blank: 15, air: 10, rows);

    /// <summary>A queue without delays, with the conditionals of that name.</summary>
    public static string Conditioned(string conditionals, params string[] rows) =>
        $"queue_conditionals_name: {conditionals}\n" + Of(before: 0, between: 0, blank: 0, air: 0, rows);

    public static string Of(int before, int between, int blank, int air, params string[] rows)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            username: test
            mass_spectrometer: Argus
            delay_before_analyses: {before}
            delay_between_analyses: {between}
            delay_after_blank: {blank}
            delay_after_air: {air}
            extract_device: Fusions CO2
            #================================================================================
            {Columns}

            """);
        foreach (var row in rows)
            text.Append(row).Append('\n');
        return text.ToString();
    }

    /// <summary>A row whose four scripts are the test's.</summary>
    public static string Row(string labnumber, string overlap = "", double duration = 10, string delayAfter = "", string conditionals = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{labnumber}\t1\t2.0\twatts\t{duration}\t5\t{overlap}\ttest\ttest\ttest\ttest\t{conditionals}\t{delayAfter}");
}
