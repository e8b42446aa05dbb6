using System.Collections.Immutable;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Conditionals;

/// <summary>The conditional texts of one queue as they were when it was accepted, and what each of its runs gets of them.</summary>
/// <param name="Texts">The laboratory's, the queue's and each file that a row names.</param>
public sealed record QueueConditionals(ImmutableArray<ConditionalText> Texts)
{
    /// <summary>No conditionals.</summary>
    public static QueueConditionals None { get; } = new([]);

    /// <summary>A run's conditionals: those of its row, then the queue's, then the laboratory's, each with its id. Nothing overrides anything.</summary>
    public ImmutableArray<Conditional> Of(RunSpec run) => ConditionalFile.Identified(
    [
        .. OfRow(run.Conditionals),
        .. Find(ConditionalLevel.Queue, run.QueueConditionalsName)?.Read().Conditionals ?? [],
        .. Find(ConditionalLevel.System, "")?.Read().Conditionals ?? [],
    ]);

    /// <summary>Why conditionals that a run is to have are not among the texts; empty when they are, or when it is to have none.</summary>
    public string Missing(RunSpec run)
    {
        if (run.Conditionals.Length > 0 && Find(ConditionalLevel.Run, run.Conditionals) is null && InlineConditional.Read(run.Conditionals).Conditional is null)
            return $"the conditionals '{run.Conditionals}' of this row were not there when it came into the queue";
        return ExperimentQueue.NamesConditionals(run.QueueConditionalsName) && Find(ConditionalLevel.Queue, run.QueueConditionalsName) is null
            ? $"the conditionals '{run.QueueConditionalsName}' of the queue were not there when the row came into it"
            : "";
    }

    /// <summary>The ratios that a run of this type must not change.</summary>
    /// <param name="isotopes">That the instrument measures.</param>
    public ImmutableArray<RatioChangeCheck> Ratios(string analysisType, ImmutableArray<string> isotopes) =>
        Find(ConditionalLevel.System, RatioChangeFile.Name) is { } text
            ? [.. RatioChangeFile.Read(text.Text, text.Path, isotopes).Checks.Where(c => c.AnalysisType == analysisType)]
            : [];

    /// <summary>The texts that are not among these yet.</summary>
    public ImmutableArray<ConditionalText> New(QueueConditionals read) => [.. read.Texts.Where(t => Find(t.Level, t.Name) is null)];

    private ConditionalText? Find(ConditionalLevel level, string name) => Texts.FirstOrDefault(t => t.Level == level && t.Name == name);

    private IEnumerable<Conditional> OfRow(string written)
    {
        if (written.Length == 0)
            return [];
        if (Find(ConditionalLevel.Run, written) is { } text)
            return text.Read().Conditionals;
        return InlineConditional.Read(written).Conditional is { } inline ? [inline] : [];
    }
}
