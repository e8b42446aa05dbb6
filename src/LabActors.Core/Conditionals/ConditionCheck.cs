using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>What can be said of a condition before anything is measured.</summary>
internal static class ConditionCheck
{
    /// <summary>Names that nothing bears, and things that are rarely meant, in the order of the text.</summary>
    public static ImmutableArray<ConditionFault> Faults(ConditionExpression expression, ConditionVocabulary vocabulary) =>
    [
        .. expression.Values().Select(vocabulary.Check).OfType<ConditionFault>().Concat(Doubts(expression)).OrderBy(f => f.Position),
    ];

    private static IEnumerable<ConditionFault> Doubts(ConditionExpression expression)
    {
        if (!expression.Values().Any())
            yield return new ConditionFault(expression.Position, "nothing measured is in it: it always comes out the same", IsWarning: true);
        else if (!expression.IsTruth)
            yield return NoComparison(expression);
        foreach (var doubt in Inner(expression))
            yield return doubt;
    }

    private static IEnumerable<ConditionFault> Inner(ConditionExpression expression)
    {
        ConditionExpression[] truths = expression switch
        {
            ConditionExpression.Not not => [not.Of],
            ConditionExpression.And and => [and.Left, and.Right],
            ConditionExpression.Or or => [or.Left, or.Right],
            _ => [],
        };
        return truths.Where(t => !t.IsTruth).Select(NoComparison).Concat(expression.Children().SelectMany(Inner));
    }

    private static ConditionFault NoComparison(ConditionExpression expression) =>
        new(expression.Position, "a number without a comparison is true whenever it is not exactly 0", IsWarning: true);
}
