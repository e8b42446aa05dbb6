using LabActors.Actors.Time;
using static LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>The same seed gives the same digits, however fast laboratory time goes.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task Two_nodes_at_different_paces_read_the_same_digits_at_the_same_instants()
    {
        var asFastAsPossible = await ReadingsAsync(ClockPace.Virtual);
        var paced = await ReadingsAsync(ClockPace.Times(100_000));

        asFastAsPossible.ShouldNotBeEmpty();
        paced.ShouldBe(asFastAsPossible);
    }

    private static async Task<List<(DateTimeOffset At, string Detector, double Intensity)>> ReadingsAsync(ClockPace pace)
    {
        await using var lab = await TestLaboratory.StartAsync(pace: pace);
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("12345", "10,10"), TestQueue.Row("12346")));
        return [.. lab.Of<ReadingTaken>().SelectMany(r => r.Event.Intensities.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => (r.Event.At, i.Key, i.Value)))];
    }
}
