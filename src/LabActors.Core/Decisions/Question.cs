using System.Collections.Immutable;

namespace LabActors.Core.Decisions;

/// <summary>A question to the operator. It never waits longer than its limit: then its default is taken.</summary>
/// <param name="Name">What kind of question it is; one of <see cref="DecisionCatalog"/>.</param>
/// <param name="Text">The question, in words.</param>
/// <param name="Options">Answers that are offered.</param>
/// <param name="Default">One of them.</param>
/// <param name="Limit">How long an answer is waited for, laboratory time.</param>
/// <param name="AskedBy">Who waits for the answer, in words.</param>
public sealed record Question(string Name, string Text, ImmutableArray<string> Options, string Default, TimeSpan Limit, string AskedBy)
{
    /// <summary>Answers that are taken too and are too many to be offered (run ids).</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>Another decision's preset that answers this one too, when it is one of <see cref="Others"/>; empty when there is none.</summary>
    public string AlsoPresetAs { get; init; } = "";

    /// <summary>True for an answer that the question takes.</summary>
    public bool Takes(string answer) => Options.Contains(answer) || Others.Contains(answer);

    /// <summary>The answer that was given beforehand; null when there is none. It may be one that the question does not take.</summary>
    public string? Preset(ImmutableDictionary<string, string> presets) =>
        presets.TryGetValue(Name, out var own) ? own
        : presets.TryGetValue(AlsoPresetAs, out var other) && Others.Contains(other) ? other
        : null;

    /// <summary>What is said of an answer that it does not take.</summary>
    public string Refusal(string answer) =>
        $"'{answer}' is no answer to {Name}: expected {string.Join(", ", Options)}{(Others.IsEmpty ? "" : $", or one of {string.Join(", ", Others.TakeLast(10))}")}";
}
