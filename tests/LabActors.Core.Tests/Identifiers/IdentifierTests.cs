using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Identifiers;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Property]
    public void Step_letters_and_numbers_are_inverse(NonNegativeInt step)
    {
        var letters = StepLetters.Of(step.Get);

        letters.ShouldAllBe(letter => letter >= 'A' && letter <= 'Z');
        StepLetters.Parse(letters).ShouldBe(step.Get);
        StepLetters.Parse(letters.ToLowerInvariant()).ShouldBe(step.Get);
    }

    [Fact]
    public void The_greatest_step_has_letters_too() => StepLetters.Parse(StepLetters.Of(int.MaxValue)).ShouldBe(int.MaxValue);

    [Theory]
    [InlineData("A1")]
    [InlineData("Ä")]
    [InlineData("-")]
    public void A_step_is_letters_or_digits(string text) => Should.Throw<FormatException>(() => StepLetters.Parse(text));

    [Property]
    public void A_run_id_comes_apart_as_it_was_made(PositiveInt identifier, PositiveInt aliquot, NonNegativeInt step)
    {
        var runId = RunIds.Make(identifier.Get.ToString(), aliquot.Get, step.Get % 20_000);

        RunIds.Strip(runId).ShouldBe((identifier.Get.ToString(), aliquot.Get, StepLetters.Of(step.Get % 20_000)));
        RunIds.HasStep(runId).ShouldBeTrue();
        RunIds.HasStep(RunIds.Make(identifier.Get.ToString(), aliquot.Get)).ShouldBeFalse();
    }

    [Property]
    public Property Renumbered_aliquots_are_consecutive_and_keep_runs_of_one_heating_together()
    {
        var runs = Gen.ListOf(
            from labnumber in Gen.Elements("1", "2", "bu-FC-J")
            from aliquot in Gen.Choose(0, 4)
            select new RunSpec { Labnumber = labnumber, UserDefinedAliquot = aliquot });
        return Prop.ForAll(Arb.From(runs), list =>
        {
            var renumbered = AliquotNumbering.Renumber([.. list]);

            renumbered.Select(run => run.Labnumber).ShouldBe(list.Select(run => run.Labnumber));
            renumbered.Where(run => !run.IsStepHeat).ShouldBe(list.Where(run => !run.IsStepHeat));
            foreach (var heatings in renumbered.Where(run => run.IsStepHeat).GroupBy(run => run.Labnumber))
            {
                var numbers = heatings.Select(run => run.UserDefinedAliquot).ToArray();
                numbers.Zip(numbers.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap == 0 || gap == 1);
                numbers[0].ShouldBe(list.Where(run => run.IsStepHeat && run.Labnumber == heatings.Key).Min(run => run.UserDefinedAliquot));
            }
        });
    }

    [Fact]
    public void A_list_of_identifiers_replaces_the_table()
    {
        var (table, problems) = IdentifierTableFile.Read(
            "- {name: Unknown, shortname: u, special: False, extractable: True}\n- {name: Blank Furnace, shortname: bf, special: True, extractable: False}\n",
            "identifiers.yaml");

        problems.ShouldBeEmpty();
        table.AnalysisType("bf-01-J").ShouldBe("blank_furnace");
        table.AnalysisType("a-01-J").ShouldBe("unknown");
    }

    [Fact]
    public void A_mapping_of_tags_adds_to_the_table_in_its_own_order()
    {
        var (table, problems) = IdentifierTableFile.Read("bap: '02:Blank_Apis_Air'\nap: '01:Apis_Air'\n", "identifiers.yaml");

        problems.ShouldBeEmpty();
        table.Entries.TakeLast(2).Select(entry => entry.Tag).ShouldBe(["ap", "bap"]);
        table.AnalysisType("bap-01-F").ShouldBe("blank_apis_air");
        table.AnalysisType("ba-01-F").ShouldBe("blank_air");
    }

    [Fact]
    public void Every_problem_of_a_table_is_told()
    {
        var (_, problems) = IdentifierTableFile.Read("- {name: Air}\n- plain\n- {name: A, shortname: a}\n- {name: B, shortname: a}\n", "identifiers.yaml");

        problems.Select(problem => problem.Line).ShouldBe([1, 2, 0]);
    }

    [SharedCasesFact]
    public void The_table_of_a_real_laboratory_reads()
    {
        var path = Path.Combine(Repository.SharedCases, "identifiers.yaml");
        var (table, problems) = IdentifierTableFile.Read(File.ReadAllText(path), path);

        problems.ShouldBeEmpty();
        table.AnalysisType("bfc-01-F").ShouldBe("blank_apis_fc");
        table.MatchesExactly("bfc-01-F").ShouldBeTrue();
    }
}
