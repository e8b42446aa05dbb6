using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution;

/// <summary>A <see cref="RunRegistry"/> as it is kept.</summary>
/// <param name="Aliquots">Greatest aliquot that is spent, by identifier.</param>
/// <param name="Steps">Greatest step that is spent of each aliquot.</param>
/// <param name="Open">Numbers that are set aside.</param>
/// <param name="Baselines">The newest of each instrument.</param>
public sealed record RegistrySnapshot(
    string Build,
    ImmutableDictionary<string, int> Aliquots,
    ImmutableArray<AliquotSteps> Steps,
    ImmutableArray<AliquotReserved> Open,
    ImmutableArray<BlankMeasured> Blanks,
    ImmutableArray<BaselinesMeasured> Baselines) : IJournalSnapshot
{
    /// <summary>Numbers that the laboratory's nodes gave and that are not set aside yet.</summary>
    public ImmutableArray<AliquotReserved> Given { get; init; } = [];

    /// <summary>Provisional numbers that are not settled.</summary>
    public ImmutableArray<AliquotProvisional> Provisional { get; init; } = [];

    /// <summary>Greatest step of every provisional aliquot that was ever given.</summary>
    public ImmutableArray<AliquotSteps> ProvisionalSteps { get; init; } = [];

    /// <summary>Runs that are over and bear provisional numbers, in the order in which they ended.</summary>
    public ImmutableArray<string> Unsettled { get; init; } = [];
}
