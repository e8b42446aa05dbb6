using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Positions;

/// <summary>
/// Reference runs (blanks, airs, cocktails) inserted between the runs that they are references for. The index
/// arithmetic is Pychron's, unevenness included, because laboratories know where it puts their blanks.
/// </summary>
public static class FrequencyRuns
{
    /// <summary>Places by a count: one at every <paramref name="frequency"/>-th counted run of the block.</summary>
    /// <param name="block">The runs among which references are inserted.</param>
    /// <param name="frequency">1 or more.</param>
    /// <param name="counted">Analysis types that are counted.</param>
    /// <param name="before">At the counted run.</param>
    /// <param name="after">A frequency later, where that fits; with <paramref name="before"/>, one at the end only.</param>
    /// <param name="blockStart">Index of the block's first run in its queue.</param>
    /// <returns>Indexes in the queue, ascending, each as if nothing had been inserted yet; they may lie past its end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency below 1.</exception>
    public static ImmutableArray<int> Places(
        IReadOnlyList<FrequencyRun> block, int frequency, IReadOnlyCollection<string> counted, bool before, bool after, int blockStart = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, 1);
        var indexes = CountedIndexes(block, counted);
        if (indexes.Length == 0)
            return [];

        var places = ImmutableArray.CreateBuilder<int>();
        foreach (var index in indexes.Where((_, ordinal) => ordinal % frequency == 0))
        {
            var place = index + blockStart;
            if (before)
                places.Add(place);
            else if (after ? index + frequency <= indexes.Length : place + frequency < indexes.Length)
                places.Add(place + frequency);
        }

        if (before && after)
        {
            var lastIsCandidate = (indexes.Length - 1) % frequency == 0;
            places.Add(indexes[^1] + frequency + (lastIsCandidate ? blockStart : 0));
        }

        return places.ToImmutable();
    }

    /// <summary>Places by a template, group by group of equal aliquots.</summary>
    /// <inheritdoc cref="Places(IReadOnlyList{FrequencyRun}, int, IReadOnlyCollection{string}, bool, bool, int)"/>
    public static ImmutableArray<int> Places(
        IReadOnlyList<FrequencyRun> block, FrequencyTemplate template, IReadOnlyCollection<string> counted, int blockStart = 0)
    {
        var places = ImmutableArray.CreateBuilder<int>();
        var start = blockStart;
        var end = template.End;
        var isFirst = true;
        foreach (var group in Groups(block, counted))
        {
            if (template.Start && template.Exclusive)
            {
                var apart = group[0] != start;
                start = group[0];
                if (isFirst || apart)
                    places.Add(start);
            }
            else if (template.Start)
            {
                places.Add(start);
            }

            isFirst = false;
            if (template.After.IsEmpty)
            {
                start = group[^1] + 1;
            }
            else
            {
                var within = PlacesWithin(block, group, template.After, start);
                places.AddRange(within.Places);
                start += group.Length + within.Shift;
                // A count past the end of a group stands for its end, from that group on.
                end |= template.After.Any(count => count < 1 || count > group.Length);
            }

            if (end)
                places.Add(start);
        }

        return places.ToImmutable();
    }

    /// <summary>The types that an inserted run is counted by: a blank of a type is counted by runs of that type.</summary>
    public static ImmutableArray<string> CountedTypes(string insertedType) => insertedType switch
    {
        "blank_air" => ["air"],
        "blank_cocktail" => ["cocktail"],
        _ => ["unknown"],
    };

    /// <summary>The queue with copies of the references at the places, as one numbered batch.</summary>
    public static ImmutableArray<RunSpec> Insert(ImmutableArray<RunSpec> runs, ImmutableArray<RunSpec> references, ImmutableArray<int> places)
    {
        var batch = runs.Select(run => run.FrequencyGroup).DefaultIfEmpty(0).Max() + 1;
        var copies = references.Select(run => run with { FrequencyGroup = batch, Row = 0 }).ToImmutableArray();
        return places.OrderDescending().Aggregate(runs, (list, place) => list.InsertRange(Math.Min(place, list.Length), copies));
    }

    /// <summary>The queue without the batch that was inserted last; unchanged where there is none.</summary>
    public static ImmutableArray<RunSpec> RemoveLastBatch(ImmutableArray<RunSpec> runs)
    {
        var batch = runs.Select(run => run.FrequencyGroup).DefaultIfEmpty(0).Max();
        return batch == 0 ? runs : runs.RemoveAll(run => run.FrequencyGroup == batch);
    }

    private static int[] CountedIndexes(IReadOnlyList<FrequencyRun> block, IReadOnlyCollection<string> counted) =>
        [.. Enumerable.Range(0, block.Count).Where(index => counted.Contains(block[index].AnalysisType))];

    // Indexes of counted runs, those of one aliquot that follow each other together; runs of other types may stand between.
    private static IEnumerable<int[]> Groups(IReadOnlyList<FrequencyRun> block, IReadOnlyCollection<string> counted)
    {
        var group = new List<int>();
        foreach (var index in CountedIndexes(block, counted))
        {
            if (group.Count > 0 && block[group[0]].Aliquot != block[index].Aliquot)
            {
                yield return [.. group];
                group.Clear();
            }

            group.Add(index);
        }

        if (group.Count > 0)
            yield return [.. group];
    }

    // A skipped run moves the place on; it is counted in the group all the same.
    private static (ImmutableArray<int> Places, int Shift) PlacesWithin(
        IReadOnlyList<FrequencyRun> block, int[] group, ImmutableArray<int> counts, int start)
    {
        var places = ImmutableArray.CreateBuilder<int>();
        var skipped = 0;
        var shift = 0;
        for (var ordinal = 0; ordinal < group.Length; ordinal++)
        {
            if (block[group[ordinal]].Skip)
                skipped++;
            if (!counts.Contains(ordinal + 1))
                continue;
            shift += group[ordinal] - ordinal;
            places.Add(start + ordinal + 1 + skipped);
        }

        return (places.ToImmutable(), shift);
    }
}
