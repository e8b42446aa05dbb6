using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Core.Decisions;

/// <summary>The questions of a node as its journal tells them: how many there were, and which have no answer yet.</summary>
public sealed record DecisionBook
{
    // More questions than are ever open at once.
    private const int AnswersKept = 20;

    /// <summary>Nothing was asked yet.</summary>
    public static DecisionBook Empty { get; } = new();

    /// <summary>Questions asked so far.</summary>
    public int Count { get; init; }

    /// <summary>Questions without an answer, in the order in which they were asked.</summary>
    public ImmutableArray<DecisionAsked> Open { get; init; } = [];

    /// <summary>The answers that were given last, the newest last: whoever comes too late is told whose it was.</summary>
    public ImmutableArray<DecisionMade> Made { get; init; } = [];

    /// <summary>The newest answer to a question, by its id or name; empty for the newest of all. Null when nothing of it is kept.</summary>
    public DecisionMade? LastMade(string idOrName) => Made.LastOrDefault(m => idOrName.Length == 0 || m.Id == idOrName || m.Name == idOrName);

    /// <summary>The question's first event: asked, and where a preset answers it, answered.</summary>
    /// <param name="preset">The answer that was given beforehand; null when there is none.</param>
    public ImmutableArray<IJournalEvent> Ask(DateTimeOffset at, Question question, string? preset)
    {
        var id = $"{question.Name}-{Count + 1}";
        var asked = new DecisionAsked(at, id, question.Name, question.Text, question.Options, question.Default, question.Limit.TotalSeconds, question.AskedBy);
        return preset is null ? [asked] : [asked, new DecisionMade(at, id, question.Name, preset, "preset", "preset")];
    }

    /// <summary>The open question that an answer is meant for, by id or name; null when there is none, or when the name stands for several.</summary>
    public DecisionAsked? Find(string idOrName)
    {
        if (Open.FirstOrDefault(q => q.Id == idOrName) is { } byId)
            return byId;
        var named = Open.Where(q => idOrName.Length == 0 || q.Name == idOrName).ToArray();
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>Folds an event; an event of another actor is an error.</summary>
    public DecisionBook Apply(IJournalEvent e) => e switch
    {
        DecisionAsked asked => this with { Count = Count + 1, Open = Open.Add(asked) },
        DecisionMade made => this with { Open = Open.RemoveAll(q => q.Id == made.Id), Made = [.. Made.TakeLast(AnswersKept - 1), made] },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of decisions", nameof(e)),
    };
}
