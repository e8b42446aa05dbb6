using System.Collections.Immutable;
using LabActors.Core.Decisions;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Actors.Decisions;

/// <summary>Messages of the <c>DecisionActor</c>: from whoever asks, and from whoever answers (a console, a page, a program).</summary>
public static class DecisionProtocol
{
    /// <summary>Puts a question; answered by <see cref="Decided"/> or <see cref="PresetRefused"/>, at the latest after its limit.</summary>
    public sealed record Ask(Question Question);

    /// <summary>Answers <see cref="Ask"/>.</summary>
    /// <param name="How"><c>answered, preset, default</c>.</param>
    public sealed record Decided(string Name, string Answer, string By, string How);

    /// <summary>Answers <see cref="Ask"/>: the answer given beforehand is none that the question takes; nothing was asked.</summary>
    public sealed record PresetRefused(string Name, string Reason, string Default);

    /// <summary>The sender wants no answer any more: the questions that it asked and that are open are withdrawn.</summary>
    public sealed record Withdraw;

    /// <summary>Answers an open question; answered by <see cref="AnswerTaken"/> or <see cref="AnswerRefused"/>.</summary>
    /// <param name="Question">Its id or name; empty for the only one that is open.</param>
    public sealed record Answer(string Question, string Option, string By);

    /// <summary>The answer was taken and journaled.</summary>
    public sealed record AnswerTaken(string Id, string Name, string Option);

    /// <summary>It was not, and why; the question stands as it did.</summary>
    public sealed record AnswerRefused(string Question, string Reason);

    /// <summary>Asks for the questions that have no answer yet.</summary>
    public sealed record GetOpen;

    /// <summary>Answers <see cref="GetOpen"/>.</summary>
    public sealed record OpenAre(ImmutableArray<DecisionAsked> Questions);
}
