using System.Collections.Immutable;

namespace LabActors.Core.Replay.Invariants;

/// <summary>
/// Holds the journals of a laboratory's nodes against the rules that must hold whatever failed: one holder of a lease, a lease for every command, no run lost or made twice, an end
/// with a cause for every queue, no aliquot given twice. It is shown the events in the order of their times (<see cref="MergedJournals"/>).
/// </summary>
public sealed class LabVerification
{
    private readonly ImmutableArray<IInvariant> _rules = [new LeaseInvariant(), new CommandInvariant(), new RunInvariant(), new QueueInvariant(), new AliquotInvariant()];
    private readonly Dictionary<string, LabState> _labs = new(StringComparer.Ordinal);

    /// <summary>How many of what was looked at.</summary>
    public ImmutableArray<(string Subject, int Count)> Checked => [.. _rules.Select(r => (r.Subject, r.Checked))];

    /// <summary>What has begun and not ended, in words.</summary>
    public ImmutableArray<string> Unfinished => [.. _rules.SelectMany(r => r.Unfinished())];

    /// <summary>Events so far of a journal.</summary>
    public LabState Of(string journal) => _labs.GetValueOrDefault(journal, LabState.Empty);

    /// <summary>Looks at one more event.</summary>
    /// <returns>What it violates.</returns>
    public ImmutableArray<Violation> Next(MergedEvent e)
    {
        var before = Of(e.Journal);
        ImmutableArray<Violation> found = [.. _rules.SelectMany(r => r.Next(e, before))];
        try
        {
            _labs[e.Journal] = before.Apply(e.Recorded);
            return found;
        }
        catch (InvalidDataException unfit)
        {
            return [.. found, new Violation("events that fit", unfit.Message, [e])];
        }
    }

    /// <summary>What shows only when there are no more events.</summary>
    public ImmutableArray<Violation> AtEnd() => [.. _rules.SelectMany(r => r.AtEnd())];
}
