using System.Text.Json;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class ScriptTextTests
{
    [Theory]
    [InlineData("'''a: 1'''\nx = 2", "a: 1", 1)]
    [InlineData("\uFEFF# coding\n\n\"\"\"\na: 1\n\"\"\"", "\na: 1\n", 3)]
    [InlineData("r'a\\n'", "a\\n", 1)]
    [InlineData("'a\\tb\\x41'", "a\tbA", 1)]
    [InlineData("u'a'", "a", 1)]
    [InlineData("x = 1\n'''no'''", null, 0)]
    [InlineData("def main():\n  'x'", null, 0)]
    [InlineData("'''never closed", null, 0)]
    [InlineData("", null, 0)]
    public void The_docstring_is_the_string_that_opens_the_module(string text, string? docstring, int line)
    {
        var found = ScriptDocstring.Find(text);
        found?.Text.ShouldBe(docstring);
        (found?.Line ?? 0).ShouldBe(line);
    }

    [Fact]
    public void Metadata_has_the_groups_of_mx_and_the_values_of_yaml_1_1()
    {
        var problems = new List<Problem>();
        var metadata = ScriptMetadata.Read(
            "'''\ndefault_fits: nominal\nmodifier: 01\neqtime: 15\nequilibration:\n  inlet: 0\n  use_extraction_eqtime: yes\nother: {a: 1}\n'''\n", "m.py", problems);
        problems.ShouldBeEmpty();
        metadata.DefaultFits.ShouldBe("nominal");
        metadata.Modifier.ShouldBe("1");
        metadata.EqTime.ShouldBe(15);
        metadata.Mx.Keys.ShouldBe(["equilibration"]);
        metadata.Mx["equilibration"].GetRawText().ShouldBe("""{"inlet":0,"use_extraction_eqtime":true}""");
    }

    [Fact]
    public void A_docstring_of_prose_is_not_metadata_and_not_wrong_but_a_broken_group_is_told()
    {
        var problems = new List<Problem>();
        ScriptMetadata.Read("'''Pumps: the line: with [a brace'''\n", "m.py", problems).ShouldBe(ScriptMetadata.Empty);
        problems.ShouldBeEmpty();
        ScriptMetadata.Read("'''\nbaseline:\n  counts: [1\n'''\n", "m.py", problems).ShouldBe(ScriptMetadata.Empty);
        problems.ShouldHaveSingleItem().Line.ShouldBeInRange(2, 5);
    }

    [Fact]
    public void The_context_has_the_names_and_types_of_pychron()
    {
        var context = ScriptContext.For(ScriptKind.Extraction, new Dictionary<string, object?>
        {
            ["analysis_type"] = "blank_unknown",
            ["position"] = new[] { "3", "4" },
            ["duration"] = 30,
            ["extract_device"] = "Fusions CO2",
            ["disable_between_positions"] = true,
        });
        Json(context, "analysis_type").ShouldBe("\"blank\"");
        Json(context, "position").ShouldBe("[\"3\",\"4\"]");
        Json(context, "duration").ShouldBe("30.0");
        Json(context, "extract_device").ShouldBe("\"FusionsCO2\"");
        Json(context, "disable_between_positions").ShouldBe("true");
        Json(context, "beam_diameter").ShouldBe("null");
        Json(context, "next_position").ShouldBe("[\"\"]");
        Json(context, "load_identifier").ShouldBe("\"default_load\"");
        context.Variables.ContainsKey("eqtime").ShouldBeFalse();
    }

    [Fact]
    public void A_measurement_script_has_the_whole_analysis_type_in_ex_and_the_groups_in_mx()
    {
        var metadata = ScriptMetadata.Read("'''\nmulticollect: {counts: 400}\n'''", "m.py", []);
        var context = ScriptContext.For(
            ScriptKind.Measurement,
            new Dictionary<string, object?> { ["analysis_type"] = "blank_unknown", ["mx.multicollect.counts"] = 10 },
            metadata,
            new Dictionary<string, JsonElement> { ["float_value"] = JsonElement.Parse("2.5"), ["duration"] = JsonElement.Parse("7") });
        Json(context, "analysis_type").ShouldBe("\"blank\"");
        context.Ex["analysis_type"].GetString().ShouldBe("blank_unknown");
        context.Mx["multicollect"].GetRawText().ShouldBe("{\"counts\":10}");
        Json(context, "float_value").ShouldBe("2.5");
        Json(context, "duration").ShouldBe("0.0");
        Json(context, "eqtime").ShouldBe("20");
        Json(context, "use_cdd_warming").ShouldBe("false");
    }

    private static string Json(ScriptContext context, string name) => context.Variables[name].GetRawText();
}
