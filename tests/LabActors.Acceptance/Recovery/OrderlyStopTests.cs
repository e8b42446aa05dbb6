using LabActors.Acceptance.Execution;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>A node that is stopped in an orderly way, as for an update, makes the laboratory safe: lasers off, inlets closed. Started again within the window it goes on where that did no harm.</summary>
public sealed class OrderlyStopTests : IDisposable
{
    private static readonly TestScripts Heating = new()
    {
        Extraction = "def main():\n    open('D')\n    move_to_position('1')\n    enable()\n    sleep(20)\n    extract(2)\n    sleep(duration)\n    end_extract()\n    disable()\n    close('D')\n",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");
    private IReadOnlyList<JournaledEvent> _before = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_measured_after_the_inlet_closed_goes_on()
    {
        await using var lab = await StoppedAsync<ReadingTaken>(r => r.Count == 25, new TestScripts());

        lab.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success", "success"]);
        lab.Of<HardwareMatchBegan>().ShouldBeEmpty();
        lab.Of<SeriesResumed>().First().Event.GapSeconds.ShouldBe(60, 0.001);
        lab.Of<ReadingTaken>().Count(r => r.Event.Series == 1 && r.Source.EndsWith(First, StringComparison.Ordinal)).ShouldBe(5);
    }

    [Fact]
    public async Task An_equilibration_has_the_time_that_was_left_when_the_stop_closed_its_inlet()
    {
        await using var lab = await StoppedAsync<ReadingTaken>(r => r.Count == 8, new TestScripts());

        lab.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success", "success"]);
        var opened = _before.Select(e => e.Event).OfType<InletOpened>().Single();
        var shut = _before.Select(e => e.Event).OfType<ValveActuated>().Last(v => v is { Valve: "R", Open: false });
        var again = lab.Of<InletReopened>().ShouldHaveSingleItem().Event;
        again.SecondsLeft.ShouldBe(opened.EquilibrationSeconds - (shut.At - opened.At).TotalSeconds, 0.001);
        again.SecondsLeft.ShouldBeInRange(5, 15);
        (lab.Of<InletClosed>().First().Event.At - again.At).TotalSeconds.ShouldBe(again.SecondsLeft + 0.25, 0.001);
        lab.Of<HardwareMatchBegan>().ShouldHaveSingleItem().Event.Steps.ShouldHaveSingleItem().ShouldStartWith("inlet R opened for the ");
        lab.Of<HardwareMatchEnded>().ShouldHaveSingleItem().Event.Failure.ShouldBe("");
    }

    [Fact]
    public async Task A_laser_that_was_ready_is_enabled_again()
    {
        await using var ready = await StoppedAsync<CommandRequested>(c => c is { Name: "sleep", Seq: 4 }, Heating);

        ready.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success", "success"]);
        ready.Of<HardwareMatchBegan>().ShouldHaveSingleItem().Event.Steps.ShouldBe(["Fusions CO2 enabled"]);
    }

    [Fact]
    public async Task A_laser_that_heated_ends_the_run()
    {
        await using var heating = await StoppedAsync<CommandRequested>(c => c is { Name: "sleep", Seq: 6 }, Heating);

        heating.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["interrupted", "success"]);
        heating.Of<RunEnded>().First().Event.Cause.ShouldBe("not resumed: Fusions CO2 (output allowed) was allowed and is forbidden: the heating was broken off");
    }

    private string First => _before.Select(e => e.Event).OfType<RunLaunched>().First().RunUuid;

    /// <summary>Two runs; the node is stopped in the first, and started again a minute later.</summary>
    private async Task<TestLaboratory> StoppedAsync<T>(Func<T, bool> at, TestScripts scripts)
        where T : IJournalEvent
    {
        await using (var lab = await TestLaboratory.StartAsync(scripts, folder: _folder.FullName, durable: true))
        {
            var there = lab.WhenAsync(at);
            lab.On(at, node => node.Clock.Virtual!.Pace = ClockPace.Real);
            _ = lab.RunAsync(TestQueue.Of(0, 0, 0, 0, TestQueue.Row("12345"), TestQueue.Row("12346")));
            await there;
            await lab.Node.DisposeAsync();
            _before = lab.Events;
        }

        var again = await TestLaboratory.StartAsync(scripts, folder: _folder.FullName, durable: true, options: o => o with { Outage = TimeSpan.FromMinutes(1) });
        (await again.EndAsync()).Ended!.State.ShouldBe("completed");
        return again;
    }
}
