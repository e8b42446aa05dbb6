using LabActors.Actors.Time;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.State;

namespace LabActors.Node;

/// <summary>Where laboratory time and the simulated laboratory stand when a node starts.</summary>
/// <param name="Cut">The last instant that is known of the laboratory: of its journal, or of a change of the simulated one that came after; null for a new laboratory.</param>
/// <param name="Start">Where the clock starts: the cut, and the outage after it.</param>
/// <param name="Kept">The simulated laboratory as it was left; null for a new one.</param>
/// <param name="Store">Where it is kept from now on; null where no laboratory is simulated in this process.</param>
/// <param name="Mark">How much the journal is known to hold; null for one in memory.</param>
internal sealed record LabStanding(DateTimeOffset? Cut, DateTimeOffset Start, SimulationState? Kept, SimulationStore? Store, JournalMark? Mark)
{
    /// <summary>Opens the laboratory of a data folder.</summary>
    /// <exception cref="SimulationInUseException">Another node has it.</exception>
    public static async Task<LabStanding> OfAsync(NodeOptions options, JournalDatabase journal, Action<string> tell, CancellationToken stop)
    {
        var last = await LastInstant.OfAsync(journal, stop);
        if (options.UsesPorts)
            return new LabStanding(last, last ?? TimeProvider.System.GetUtcNow(), null, null, await JournalMark.OpenAsync(options.Data, journal, stop));
        var store = SimulationStore.Open(options.Data, tell);
        var mark = await JournalMark.OpenAsync(options.Data, journal, stop);
        var kept = options.Simulation?.State ?? store.Kept;
        var cut = kept?.Instant > last ? kept.Instant : last;
        return new LabStanding(cut, cut + options.Outage ?? VirtualClockOptions.Default.Start, kept, store, mark);
    }

    /// <summary>The laboratory, new or as it was left; kept at each change.</summary>
    public SimulatedLaboratory Open(NodeOptions options, TimeProvider time)
    {
        var (lab, simulation) = (options.Lab, options.Lab.Simulation!);
        var laboratory = Kept is null
            ? new SimulatedLaboratory(lab, simulation, options.Seed, time)
            : SimulatedLaboratory.Restore(lab, simulation, Kept, time);
        var store = Store!;
        laboratory.KeepBy(options.Simulation?.Changed is { } changed
            ? state =>
            {
                store.Keep(state);
                changed(state);
            }
        : store.Keep);
        return laboratory;
    }
}
