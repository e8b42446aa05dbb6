using System.Collections.Immutable;

namespace LabActors.Core.Lines;

/// <summary>
/// The outcomes of the newest commands by id. A repeated id comes from a run that resumes at its last command, so a bounded
/// memory is enough.
/// </summary>
public sealed record AnsweredCommands
{
    /// <summary>Outcomes that are remembered.</summary>
    public const int Capacity = 2_000;

    private ImmutableDictionary<string, ValveOutcome> ById { get; init; } = ImmutableDictionary<string, ValveOutcome>.Empty;

    private ImmutableQueue<string> Order { get; init; } = [];

    /// <summary>Nothing answered.</summary>
    public static AnsweredCommands None { get; } = new();

    /// <summary>How many are remembered.</summary>
    public int Count => ById.Count;

    /// <summary>The outcome, null when the id is new (or older than the memory).</summary>
    public ValveOutcome? Find(string commandId) => ById.GetValueOrDefault(commandId);

    /// <summary>Remembers an outcome and forgets the oldest beyond <see cref="Capacity"/>.</summary>
    public AnsweredCommands Add(string commandId, ValveOutcome outcome)
    {
        if (ById.ContainsKey(commandId))
        {
            return this with { ById = ById.SetItem(commandId, outcome) };
        }

        var byId = ById.Add(commandId, outcome);
        var order = Order.Enqueue(commandId);
        if (byId.Count > Capacity)
        {
            order = order.Dequeue(out var oldest);
            byId = byId.Remove(oldest);
        }

        return new AnsweredCommands { ById = byId, Order = order };
    }

    /// <summary>Id and outcome, oldest first.</summary>
    public IEnumerable<KeyValuePair<string, ValveOutcome>> InOrder() => Order.Select(id => KeyValuePair.Create(id, ById[id]));
}
