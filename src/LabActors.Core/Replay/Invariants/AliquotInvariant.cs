using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>No two runs ever bear the same number: an aliquot and step of an identifier is set aside for one run, and given again only where it was returned unspent.</summary>
public sealed class AliquotInvariant : IInvariant
{
    private const string Rule = "no aliquot twice";

    private readonly Dictionary<Number, MergedEvent> _taken = [];
    private readonly Dictionary<string, Number> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Subject => "aliquots";

    /// <inheritdoc/>
    public int Checked { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<Violation> Next(MergedEvent e, LabState before)
    {
        switch (e.Recorded.Event)
        {
            case AliquotReserved reserved:
                Checked++;
                return Take(e, reserved.RunUuid, new Number(reserved.Identifier, reserved.Aliquot, reserved.Step));
            case AliquotReturned returned when _open.Remove(returned.RunUuid, out var free) && _taken.GetValueOrDefault(free)?.Recorded.Event is AliquotReserved of && of.RunUuid == returned.RunUuid:
                _taken.Remove(free);
                return [];
            case AliquotSpent spent:
                _open.Remove(spent.RunUuid);
                return [];
            default:
                return [];
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Violation> AtEnd() => [];

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => [];

    private IEnumerable<Violation> Take(MergedEvent e, string runUuid, Number number)
    {
        _open[runUuid] = number;
        if (_taken.TryAdd(number, e))
            return [];
        return [new Violation(Rule, $"{number} was given twice", [_taken[number], e])];
    }

    private sealed record Number(string Identifier, int Aliquot, int Step)
    {
        public override string ToString() => FormattableString.Invariant($"aliquot {Aliquot:00}{(Step < 0 ? "" : FormattableString.Invariant($", step {Step},"))} of {Identifier}");
    }
}
