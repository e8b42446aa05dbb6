using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution.Editing;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Execution.Editing;

public sealed class ConditionalEditsTests
{
    private const string By = ConditionalEdits.Author + "ab12";

    [Fact]
    public void A_trip_is_one_edit_of_the_conditional_and_is_not_done_again_when_it_is_told_again()
    {
        var queue = Running("1", "2", "3", "4");

        Modify(queue, Of(ModificationAction.SkipRuns) with { Skip = 2 }).ShouldBe(["r2, r3: skipped"]);
        Modify(queue, Of(ModificationAction.SkipRuns) with { Skip = 2 }).ShouldBeEmpty();
        queue.Events.OfType<QueueEdited>().Select(e => (e.By, e.Why)).ShouldBe([(By, "1-01: it tripped")]);

        Modify(queue, Of(ModificationAction.SkipRuns) with { Skip = 2 }, why: "it tripped again").ShouldBe(["r4: skipped"]);
        Modify(queue, Of(ModificationAction.SkipRuns) with { Skip = 2 }, why: "it tripped once more").ShouldBe([$"{ModificationAction.SkipRuns}: there is no run to change"]);
    }

    [Fact]
    public void All_steps_of_a_trip_go_together_and_can_be_taken_back()
    {
        var queue = Running("1", "1", "1", "2");

        Modify(queue, Of(ModificationAction.SetExtract) with { ExtractionSteps = "1,2" }).Length.ShouldBe(2);
        Values(queue).ShouldBe([1, 2, 0]);
        queue.Undo(By).ShouldBeNull();
        queue.Undo(By).ShouldBeNull();
        Values(queue).ShouldBe([0, 0, 0]);

        // A person took it back: the same trip, told again after a restart, does not bring it again.
        Modify(queue, Of(ModificationAction.SetExtract) with { ExtractionSteps = "1,2" }).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_that_a_conditional_has_added_adds_none_and_one_that_it_has_changed_does()
    {
        var queue = Running("1", "1", "2");
        Modify(queue, Of(ModificationAction.SetExtract) with { ExtractionSteps = "5" }).ShouldHaveSingleItem();
        queue.Finish();
        queue.Launch();
        Modify(queue, Of(ModificationAction.RepeatRun), "it tripped in the second").ShouldBe(["added r4"]);
        queue.Finish();
        queue.Launch();

        Modify(queue, Of(ModificationAction.RunBlank), "it tripped in the third").ShouldHaveSingleItem().ShouldEndWith("this run was itself added by a conditional");
        queue.Waiting.ShouldBe("r3");
    }

    private static EditedQueue Running(params string[] labnumbers)
    {
        var queue = new EditedQueue(labnumbers);
        queue.Launch();
        return queue;
    }

    private static Conditional Of(string action) =>
        new() { Kind = ConditionalKind.Modification, Level = ConditionalLevel.Run, Test = "age>1", Action = action };

    private static ImmutableArray<string> Modify(EditedQueue queue, Conditional conditional, string why = "it tripped")
    {
        var row = queue.Queue.Row(queue.Queue.InFlight[0]);
        var decision = ConditionalEdits.Decide(queue.Queue, row, conditional, By, why, "J", EditedQueue.Start);
        foreach (var e in decision.Events)
            queue.Do(e);
        return decision.Told;
    }

    private static IEnumerable<double> Values(EditedQueue queue) => queue.Queue.Waiting.Select(id => queue.Queue.Row(id).Spec.ExtractValue);
}
