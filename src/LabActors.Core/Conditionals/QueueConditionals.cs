using System.Collections.Immutable;
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
        .. Texts.Where(t => t.Level == ConditionalLevel.Queue).SelectMany(t => t.Read().Conditionals),
        .. Texts.Where(t => t.Level == ConditionalLevel.System).SelectMany(t => t.Read().Conditionals),
    ]);

    private IEnumerable<Conditional> OfRow(string written)
    {
        if (written.Length == 0)
            return [];
        if (Texts.FirstOrDefault(t => t.Level == ConditionalLevel.Run && t.Name == written) is { } text)
            return text.Read().Conditionals;
        return InlineConditional.Read(written).Conditional is { } inline ? [inline] : [];
    }
}
