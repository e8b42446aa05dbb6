using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

public sealed class FieldTableFileTests
{
    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Scenario_38_a_table_is_read_whatever_its_line_ends_with_empty_columns_and_with_its_mass_function(string end)
    {
        var text = "\uFEFF" + string.Join(end, "linear", "iso,H1,AX,,", "Ar40,5.9,6.0,,", "# later", "Ar36, 5.5 ,,,", "", "");
        var table = FieldTableFile.Read(text, "mftable.csv");
        table.Problems.ShouldBeEmpty();
        table.MassFunction.ShouldBe(MassFunction.Linear);
        table.Detectors.ShouldBe(["H1", "AX"]);
        table.Points.ShouldBe([new FieldPoint("Ar40", "H1", 5.9), new FieldPoint("Ar40", "AX", 6.0), new FieldPoint("Ar36", "H1", 5.5)]);
    }

    [Theory]
    [InlineData("", 0, "found no line")]
    [InlineData("quintic\niso,H1\nAr40,1", 1, "or one of linear, parabolic, cubic, discrete above them")]
    [InlineData("iso,H1\nAr40,1\nAr40,2", 3, "a second line 'Ar40'")]
    [InlineData("iso,H1,H1\nAr40,1,2", 1, "a second column 'H1'")]
    [InlineData("iso,H1\rAr40,one", 2, "found 'one', expected the DAC of Ar40 on H1")]
    [InlineData("iso,H1\nAr40,1,2", 2, "found '2' in a column without a detector")]
    [InlineData("iso,H1\n,1", 2, "found no name")]
    public void What_is_wrong_with_a_table_is_told_with_its_line(string text, int line, string message)
    {
        var problem = FieldTableFile.Read(text, "mftable.csv").Problems[0];
        (problem.File, problem.Line).ShouldBe(("mftable.csv", line));
        problem.Message.ShouldContain(message);
    }

    [Property(MaxTest = 100)]
    public Property A_table_that_was_written_is_read_again() =>
        Prop.ForAll(Arb.From(Gen.Choose(-999_999, 999_999).ArrayOf(6)), Arb.From(Gen.Elements(Enum.GetValues<MassFunction>())), (dacs, function) =>
        {
            ImmutableArray<FieldPoint> points = [.. dacs.Select((dac, i) => new FieldPoint($"Ar{36 + (i / 2)}", i % 2 == 0 ? "H1" : "CDD", dac / 7.0))];
            var text = FieldTableFile.Write(new FieldTable(null, ["H1", "CDD"], points, []), function);
            var again = FieldTableFile.Read(text, "mftable.csv");
            again.Problems.ShouldBeEmpty();
            again.MassFunction.ShouldBe(function);
            again.Points.ShouldBe(points);
        });
}
