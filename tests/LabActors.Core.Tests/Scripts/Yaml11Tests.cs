using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class Yaml11Tests
{
    // each line is what PyYAML's full loader makes of the scalar
    [Theory]
    [InlineData("01", "1")]
    [InlineData("010", "8")]
    [InlineData("08", "\"08\"")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("-5", "-5")]
    [InlineData("1:30", "90")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("y", "\"y\"")]
    [InlineData("~", null)]
    [InlineData("", null)]
    [InlineData("39.5", "39.5")]
    [InlineData("1.", "1.0")]
    [InlineData("1.5e+3", "1500.0")]
    [InlineData("1e-9", "\"1e-9\"")]
    [InlineData("Ar40", "\"Ar40\"")]
    public void A_plain_scalar_is_read_as_yaml_1_1_reads_it(string text, string? json) =>
        Yaml11.Scalar(text)?.ToJsonString().ShouldBe(json);

    [Fact]
    public void Quoted_scalars_stay_text_and_anchors_merges_and_flow_styles_are_read()
    {
        var problems = new List<Problem>();
        var node = Yaml11.Read("a: &x {b: 1, c: '01'}\nd:\n  <<: *x\n  b: 2\ne: [yes, 'yes', 3.0]\n", "f.yaml", problems)!;
        problems.ShouldBeEmpty();
        node.ToJsonString().ShouldBe("""{"a":{"b":1,"c":"01"},"d":{"b":2,"c":"01"},"e":[true,"yes",3.0]}""");
    }

    [Fact]
    public void A_mistake_is_told_with_file_and_line_counted_from_where_the_text_begins()
    {
        var problems = new List<Problem>();
        Yaml11.Read("a: 1\nb: [1, 2\nc: 3\n", "f.py", problems, line: 10).ShouldBeNull();
        problems.ShouldHaveSingleItem().File.ShouldBe("f.py");
        problems[0].Line.ShouldBeGreaterThanOrEqualTo(11);
    }

    [Fact]
    public void A_key_given_twice_is_a_warning_and_the_last_one_counts()
    {
        var problems = new List<Problem>();
        Yaml11.Read("a: 1\na: 2\n", "f.yaml", problems)!["a"]!.GetValue<long>().ShouldBe(2);
        var problem = problems.ShouldHaveSingleItem();
        (problem.Line, problem.IsError).ShouldBe((2, false));
    }
}
