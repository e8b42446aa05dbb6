using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Queues;

namespace LabActors.Core.Conditionals;

/// <summary>Reads everything that conditions the runs of a queue, and tells what is wrong: a file that is missing or a name that nothing bears refuses the queue.</summary>
/// <param name="Vocabulary">Names of the queue's instrument.</param>
public sealed record QueueConditionalsReader(ConditionalFiles Files, ConditionVocabulary Vocabulary)
{
    /// <summary>Reads the files of a queue.</summary>
    public QueueConditionals Read(ExperimentQueue queue, List<Problem> problems)
    {
        var texts = ImmutableArray.CreateBuilder<ConditionalText>();
        Add(Files.System(problems));
        if (Files.RatioChanges(problems) is { } ratios)
        {
            texts.Add(ratios);
            problems.AddRange(RatioChangeFile.Read(ratios.Text, ratios.Path, Vocabulary.Isotopes).Problems);
        }

        if (queue.HasQueueConditionals())
            Add(Files.Queue(queue.QueueConditionalsName, problems, message => new Problem(queue.Path, 0, 0, message, Field: "queue_conditionals_name")));
        foreach (var rows in queue.Runs.Where(r => !r.Skip && r.Conditionals.Length > 0).GroupBy(r => r.Conditionals))
        {
            Problem OfRow(string message) => new(queue.Path, rows.First().Row, 0, message, Field: "conditionals");
            if (!InlineConditional.LooksLikeOne(rows.Key))
                Add(Files.Run(rows.Key, problems, OfRow));
            else if (InlineConditional.Read(rows.Key) is { Conditional: { } inline })
                problems.AddRange(ConditionalChecks.NameFaults(inline, Vocabulary).Select(p => OfRow(p.Message) with { Severity = p.Severity }));
            else
                problems.Add(OfRow(InlineConditional.Read(rows.Key).Problem));
        }

        return new QueueConditionals(texts.ToImmutable());

        void Add(ConditionalText? text)
        {
            if (text is null)
                return;
            texts.Add(text);
            problems.AddRange(Problems(text.Read()));
        }
    }

    /// <summary>Everything that is wrong with a file, names included, in its order.</summary>
    public IEnumerable<Problem> Problems(ConditionalFileResult file) => file.Problems
        .Concat(file.Conditionals.SelectMany(c => ConditionalChecks.NameFaults(c, Vocabulary)))
        .OrderBy(p => p.Line).ThenBy(p => p.Column);
}
