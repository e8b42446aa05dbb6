using LabActors.Core.Journal.Events;
using LabActors.Core.Replay;

namespace LabActors.Core.Tests.Replay;

public sealed class MomentTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_instant_takes_of_each_actor_all_before_its_first_later_event_and_never_one_behind_it()
    {
        // The run's outcome of second 2 is journaled behind what the line journals at second 3; the line's clock then goes back, which no actor's own events make good.
        RecordedEvent[] events = [At(1, "run-a", 1), At(2, "line", 1), At(3, "line", 3), At(4, "run-a", 2), At(5, "line", 2), At(6, "run-a", 4)];
        var moment = new Moment(Start.AddSeconds(2), null);

        events.Where(moment.Includes).Select(e => e.Number).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public void A_number_takes_all_up_to_it()
    {
        RecordedEvent[] events = [At(1, "run-a", 1), At(7, "line", 9), At(8, "run-a", 2)];
        events.Where(new Moment(null, 7).Includes).Select(e => e.Number).ShouldBe([1, 7]);
        events.Where(new Moment(null, null).Includes).Count().ShouldBe(3);
    }

    [Fact]
    public void An_event_that_does_not_fit_its_actors_journal_is_named()
    {
        var outcome = new RecordedEvent(12, "run-a", 3, new RunEvents.CommandCompleted(Start, "extraction", 5, default));
        Should.Throw<InvalidDataException>(() => LabState.Empty.Apply(outcome)).Message.ShouldStartWith("event 12 of the journal (a CommandCompleted, event 3 of run-a) does not fit what was journaled before it: ");
    }

    private static RecordedEvent At(long number, string source, int second) => new(number, source, number, new HealthEvents.ErrorCleared(Start.AddSeconds(second), "room", "test"));
}
