using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Positions;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Positions;

public sealed class PositionTests
{
    [Property]
    public Property A_range_expands_to_every_hole_of_it_in_its_direction() =>
        Prop.ForAll(Arb.From(Gen.Two(Gen.Choose(0, 400))), ends =>
        {
            var (start, stop) = (ends.Item1, ends.Item2);
            var holes = PositionExpression.Generate($"{start}-{stop}").Select(int.Parse).ToArray();

            holes.Order().ShouldBe(Enumerable.Range(Math.Min(start, stop), Math.Abs(stop - start) + 1));
            (holes[0], holes[^1]).ShouldBe((start, stop));
            PositionExpression.Generate($"{start}:{stop}").Select(int.Parse).ShouldBe(holes);
        });

    [Property]
    public Property The_next_block_of_a_range_follows_it_without_a_gap() =>
        Prop.ForAll(Arb.From(Gen.Two(Gen.Choose(200, 400))), ends =>
        {
            if (ends.Item1 == ends.Item2)
                return;
            var holes = PositionExpression.Generate($"{ends.Item1}-{ends.Item2}").Select(int.Parse).ToArray();
            var direction = Math.Sign(ends.Item2 - ends.Item1);
            var next = PositionExpression.Generate(PositionExpression.Increment($"{ends.Item1}-{ends.Item2}")).Select(int.Parse).ToArray();

            next[0].ShouldBe(holes[^1] + direction);
            next.Length.ShouldBe(holes.Length);
        });

    [Property]
    public Property A_list_expands_to_its_parts_in_order() =>
        Prop.ForAll(Arb.From(Gen.Two(Gen.Choose(1, 99)).NonEmptyListOf()), parts =>
        {
            var texts = parts.Select(part => part.Item1 == part.Item2 ? $"{part.Item1}" : $"{part.Item1}-{part.Item2}").ToArray();

            PositionExpression.Generate(string.Join(';', texts)).ShouldBe(texts.SelectMany(text => PositionExpression.Generate(text)));
        });

    [Theory]
    [InlineData("1;5x")]
    [InlineData("1-5;7:9")]
    [InlineData("1:9:0")]
    [InlineData("1-99999999")]
    public void A_broken_expression_is_refused_and_makes_no_runs(string text) =>
        Should.Throw<FormatException>(() => PositionExpression.Generate(text)).Message.ShouldNotBeEmpty();

    [Property]
    public Property Inserted_references_leave_the_other_runs_in_order() =>
        Prop.ForAll(
            Arb.From(Gen.Zip(Gen.ListOf(Gen.Elements("unknown", "air", "blank_unknown")), Gen.Zip(Gen.Choose(1, 5), Gen.Choose(0, 3)))),
            drawn =>
            {
                var (types, (frequency, mode)) = drawn;
                var runs = types.Select((type, index) => new RunSpec { Labnumber = $"{index}", DeclaredAnalysisType = type }).ToArray();
                var block = runs.Select(run => new FrequencyRun(run.AnalysisType, 0, false)).ToArray();
                var places = FrequencyRuns.Places(block, frequency, ["unknown"], mode % 2 == 1, mode / 2 == 1);

                var queue = FrequencyRuns.Insert([.. runs], [new RunSpec { Labnumber = "bu-FC-J" }], places);

                queue.Length.ShouldBe(runs.Length + places.Length);
                queue.Where(run => run.FrequencyGroup == 0).ShouldBe(runs);
                FrequencyRuns.RemoveLastBatch(queue).ShouldBe(runs);
            });

    [Theory]
    [InlineData("x")]
    [InlineData("s,,e")]
    [InlineData("")]
    [InlineData("e,s")]
    public void A_text_that_is_no_frequency_template_is_refused(string text)
    {
        FrequencyTemplate.IsValid(text).ShouldBeFalse();
        Should.Throw<FormatException>(() => FrequencyTemplate.Parse(text)).Message.ShouldContain("expected");
    }

    [Property]
    public Property Every_template_that_an_editor_accepts_can_be_read() =>
        Prop.ForAll(Arb.From(Gen.Elements("s", "e", "E", "1", "3", "12", ",").ListOf()), parts =>
        {
            var text = string.Concat(parts);
            if (FrequencyTemplate.IsValid(text))
                FrequencyTemplate.Parse(text).Start.ShouldBe(text[0] == 's');
        });
}
