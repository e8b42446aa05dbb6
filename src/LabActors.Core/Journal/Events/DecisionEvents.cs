using System.Collections.Immutable;

namespace LabActors.Core.Journal.Events;

/// <summary>Questions to the operator and their answers.</summary>
public static class DecisionEvents
{
    /// <summary>A question was put to whoever listens.</summary>
    /// <param name="Id">Unique in the node; the answer has it too.</param>
    /// <param name="Name">What kind of question it is; presets name it.</param>
    /// <param name="Text">The question, in words.</param>
    /// <param name="Options">Answers that are offered.</param>
    /// <param name="Default">The answer that is taken when nobody gives one within the limit.</param>
    /// <param name="LimitSeconds">Laboratory time that an answer is waited for.</param>
    /// <param name="AskedBy">The check, queue or part of the laboratory that waits for the answer.</param>
    public sealed record DecisionAsked(
        DateTimeOffset At,
        string Id,
        string Name,
        string Text,
        ImmutableArray<string> Options,
        string Default,
        double LimitSeconds,
        string AskedBy) : IJournalEvent;

    /// <summary>The question has its answer.</summary>
    /// <param name="By">Who gave it: a person's or client's name, <c>preset</c>, <c>default</c>.</param>
    /// <param name="How"><c>answered</c>; <c>preset</c> by command line or configuration; <c>default</c> after the limit; <c>withdrawn</c> when nobody waits for it any more.</param>
    public sealed record DecisionMade(DateTimeOffset At, string Id, string Name, string Answer, string By, string How) : IJournalEvent;
}
