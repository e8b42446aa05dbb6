using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Tests.Conditionals;

public sealed class ConditionTests
{
    private static readonly TestValues Values = new TestValues()
        .With("Ar40", 100).With("Ar39", 10).With("Ar40.bs", 0.5).With("Ar40.std_dev", 2).With("age", 28).With("age.sd", 0.3)
        .With("radiogenic_yield", 95).With("rad40_percent", 93).With("L2(CDD).deflection", 3250).With("H1.inactive", 0).With("CDD.inactive", 1)
        .With("device.Fusions_CO2", 450.5).With("bone.ig.pressure", 1e-9).With("$MIN_INTENSITY", 50).With("Ar40/Ar39", 10).With("max(Ar40)", 120).With("min(Ar40)", 80);

    [Theory]
    [InlineData("(Ar40>50 or age>90) and kca>1", null)]
    [InlineData("Ar40>500 or age>5 and Ar39>100", false)]
    [InlineData("(Ar40>500 or age>5) and Ar39>9", true)]
    [InlineData("not H1.inactive", true)]
    [InlineData("not CDD.inactive", false)]
    [InlineData("not(CDD.inactive)and Ar40>1", false)]
    [InlineData("radiogenic_yield>90", true)]
    [InlineData("rad40_percent>90", true)]
    [InlineData("age_err<1", true)]
    [InlineData("age.sd<0.1", false)]
    [InlineData("Ar40.std_dev<5", true)]
    [InlineData("Ar40<$MIN_INTENSITY", false)]
    [InlineData("5<age<100", true)]
    [InlineData("70.0>Ar40.bs>1.0", false)]
    [InlineData("between( age , 0 , 28.005 )", true)]
    [InlineData("between(Ar40.bs,0.5,2)", true)]
    [InlineData("max(Ar40)>100 and min(Ar40)<100", true)]
    [InlineData("Ar40/Ar39==10", true)]
    [InlineData("Ar40 - 2*Ar39 > 79.5", true)]
    [InlineData("-Ar39**2<-99", true)]
    [InlineData("abs(-Ar39) >= 10", true)]
    [InlineData("l2(cdd).DEFLECTION!=2000", null)]
    [InlineData("l2(cdd).deflection!=2000", true)]
    [InlineData("device.FusionsCO2>400", true)]
    [InlineData("Bone.IG.pressure<1e-7", true)]
    [InlineData("Ar40/(Ar39-10)>1", null)]
    public void A_condition_comes_out(string text, bool? expected)
    {
        var (condition, faults) = Condition.Bind(text, "", 0, TestValues.Names);
        if (condition is null)
        {
            // names of quantities are Python's, in small letters
            text.ShouldContain("DEFLECTION");
            faults.ShouldNotBeEmpty();
            return;
        }

        condition.Evaluate(Values).Holds.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Ar40>", 6, "found the end")]
    [InlineData("Ar40 = 5", 6, "expected '=='")]
    [InlineData("Ar40>5 && age>1", 8, "expected 'and'")]
    [InlineData("(Ar40>5", 8, "expected ')'")]
    [InlineData("Ar40>5 age>1", 8, "found 'age'")]
    [InlineData("Ar40.bss>5", 6, "do you mean 'bs'")]
    [InlineData("40Ar>5", 1, "isotopes are written Ar40")]
    [InlineData("slpoe(H1.cur)>5", 1, "do you mean 'slope'")]
    [InlineData("between(Ar40,1)", 1, "expected 3")]
    [InlineData("(Ar40>5)+1>2", 2, "found a condition")]
    [InlineData("max(Ar40.cur)>2", 1, "such as max(Ar40)")]
    [InlineData("Ar40>$", 6, "expected a variable")]
    [InlineData("Ar40>1e999", 6, "too large")]
    [InlineData("", 1, "found nothing")]
    public void A_text_that_is_none_is_told_with_its_place(string text, int position, string message)
    {
        var (expression, fault) = ConditionParser.Read(text);

        expression.ShouldBeNull();
        fault!.Position.ShouldBe(position, fault.Message);
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("Ar41>5", 1, "do you mean 'Ar40'", false)]
    [InlineData("Ar40>5 or agee<3", 11, "do you mean 'age'", false)]
    [InlineData("Ar40bs>0.5", 1, "do you mean 'Ar40.bs'", false)]
    [InlineData("age.bs>0.5", 1, "expected of a computed value", false)]
    [InlineData("H3.inactive", 1, "expected a detector: H1, H2, AX, L2(CDD), CDD", false)]
    [InlineData("device.laser>3", 1, "expected a device: Fusions CO2", false)]
    [InlineData("bone.cg.pressure>3", 1, "expected a gauge: bone.ig.pressure", false)]
    [InlineData("Ar40<$MIN_INTENSTY", 6, "do you mean 'MIN_INTENSITY'", false)]
    [InlineData("Ar40/Ar41>3", 1, "found 'Ar41'", false)]
    [InlineData("CDD<0", 1, "Pychron takes 0", true)]
    [InlineData("age", 1, "a number without a comparison", true)]
    [InlineData("1>2", 1, "nothing measured is in it", true)]
    public void A_name_that_nothing_bears_is_told_with_what_is_known(string text, int position, string message, bool isWarning)
    {
        var fault = Condition.Bind(text, "", 0, TestValues.Names).Faults.ShouldHaveSingleItem();

        fault.Position.ShouldBe(position, fault.Message);
        fault.Message.ShouldContain(message);
        fault.IsWarning.ShouldBe(isWarning);
    }

    [Theory]
    [InlineData("kca>1 or Ar40>50", true)]
    [InlineData("kca>1 and Ar40>500", false)]
    [InlineData("kca>1 and Ar40>50", null)]
    [InlineData("not kca>1", null)]
    [InlineData("kca!=kca", null)]
    public void What_is_missing_decides_only_where_it_could(string text, bool? expected)
    {
        var outcome = Condition.Bind(text, "", 0, TestValues.Names).Condition!.Evaluate(Values);

        outcome.Holds.ShouldBe(expected);
        outcome.Missing.ShouldBe("kca has no readings yet");
    }

    [Fact]
    public void The_values_seen_are_those_that_were_compared()
    {
        var outcome = Condition.Bind("Ar40>50 and kca<1 or Ar40<3", "x*2", 0, TestValues.Names).Condition!.Evaluate(Values);

        outcome.Seen.ShouldBe([new ValueSeen("Ar40", 200, ""), new ValueSeen("kca", null, "has no readings yet")]);
    }

    [Theory]
    [InlineData("abs(x)")]
    [InlineData("max(x, 0)")]
    [InlineData("y + 0")]
    [InlineData("sqrt(v**2)")]
    public void A_mapper_of_one_name_maps(string mapper) =>
        Condition.Bind("Ar40==100", mapper, 0, TestValues.Names).Condition!.Evaluate(Values).Holds.ShouldBe(true);

    [Theory]
    [InlineData("x+y", "found 2 names (x, y)")]
    [InlineData("3", "nothing stands for the value")]
    [InlineData("x>3", "expected a calculation")]
    [InlineData("max(x)", "expected two values")]
    [InlineData("x.bs", "expected one name")]
    public void A_mapper_that_is_none_is_told(string mapper, string message)
    {
        var (condition, faults) = Condition.Bind("Ar40>1", mapper, 0, TestValues.Names);

        condition.ShouldBeNull();
        faults.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    [Property]
    public void No_text_is_thrown_at(NonNull<string> text) => ConditionParser.Read(text.Get);

    [Fact]
    public void Deep_nesting_is_refused()
    {
        ConditionParser.Read(new string('(', 1000) + "Ar40").Fault!.Message.ShouldContain("nested deeper");
        ConditionParser.Read(new string('-', 1000) + "Ar40").Fault!.Message.ShouldContain("nested deeper");
        ConditionParser.Read($"{string.Concat(Enumerable.Repeat("not ", 400))}Ar40>1").Fault!.Message.ShouldContain("nested deeper");
        ConditionParser.Read(new string(' ', 10_000) + "Ar40>1").Fault!.Message.ShouldContain("2000 at most");
    }

    [Property]
    public Property Brackets_and_spaces_around_what_binds_anyway_change_nothing()
    {
        var leaf = Gen.Elements("Ar40>50", "age<10", "5<age<100", "not kca>3", "between(Ar40,0,5)", "CDD.inactive", "Ar40/Ar39>2");
        var joined =
            from leaves in leaf.ArrayOf(4)
            from joins in Gen.Elements("and", "or").ArrayOf(3)
            select (leaves, joins);
        return Prop.ForAll(joined.ToArbitrary(), x =>
        {
            var plain = x.leaves[0];
            for (var i = 0; i < x.joins.Length; i++)
                plain += $" {x.joins[i]} {x.leaves[i + 1]}";
            // and binds before or: brackets around each run of ands
            var groups = new List<string> { $"({x.leaves[0]})" };
            for (var i = 0; i < x.joins.Length; i++)
            {
                if (x.joins[i] == "and")
                    groups[^1] += $"  and ( {x.leaves[i + 1]} )";
                else
                    groups.Add($"({x.leaves[i + 1]})");
            }

            var bracketed = string.Join(" or ", groups.Select(g => $"( {g})"));
            return Holds(plain) == Holds(bracketed);
        });
    }

    [Property]
    public void A_number_reads_as_it_is_written(NormalFloat number)
    {
        var text = $"Ar40>{number.Get.ToString("R", CultureInfo.InvariantCulture)}";

        Holds(text).ShouldBe(100 > number.Get);
    }

    private static bool? Holds(string text) => Condition.Bind(text, "", 0, TestValues.Names).Condition!.Evaluate(Values).Holds;
}
