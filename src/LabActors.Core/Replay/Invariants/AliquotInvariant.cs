using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>
/// No two runs ever bear the same number, on whichever node: an aliquot and step of an identifier is set aside for one run, and given again only where it was returned unspent. One that is provisional is of the
/// node's own range, and is settled once.
/// </summary>
public sealed class AliquotInvariant : IInvariant
{
    private const string Rule = "no aliquot twice";

    private readonly Dictionary<Number, MergedEvent> _taken = [];
    private readonly Dictionary<string, Number> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (AliquotProvisional Number, MergedEvent At)> _provisional = new(StringComparer.Ordinal);

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
            case AliquotProvisional provisional:
                _provisional[provisional.RunUuid] = (provisional, e);
                return ProvisionalNumbers.Are(provisional.Aliquot)
                    ? []
                    : [new Violation(Rule, FormattableString.Invariant($"{provisional.Identifier}-{provisional.Aliquot:00} was given provisionally, and is of no node's own range"), [e])];
            case AliquotSettled settled:
                return _provisional.Remove(settled.RunUuid)
                    ? Take(e, settled.RunUuid, new Number(settled.Identifier, settled.Aliquot, settled.Step))
                    : [new Violation(Rule, $"run {settled.RunUuid} bore no provisional number when it was given a real one", [e])];
            case AliquotReturned { RunUuid: var run } when _provisional.Remove(run):
                _open.Remove(run);
                return [];
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
    public IEnumerable<string> Unfinished() =>
        _provisional.Values.Select(p => FormattableString.Invariant($"{p.Number.Identifier}-{p.Number.Aliquot:00} is a provisional number: it is settled when the laboratory's other nodes are heard"));

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
