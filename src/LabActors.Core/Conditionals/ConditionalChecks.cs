using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Conditionals;

/// <summary>What is wrong with a conditional, by its place in its file.</summary>
public static class ConditionalChecks
{
    /// <summary>What can be told without knowing a laboratory: the grammar of test and mapper.</summary>
    public static ImmutableArray<Problem> SyntaxFaults(Conditional conditional)
    {
        var (_, test) = ConditionParser.Read(conditional.Test);
        var mapper = conditional.Mapper.Length == 0 ? null : ValueMapper.Read(conditional.Mapper).Fault;
        return
        [
            .. test is null ? [] : new[] { At(conditional, test, "test", conditional.Test) },
            .. mapper is null ? [] : new[] { At(conditional, mapper with { Position = 0 }, "mapper", conditional.Mapper) },
        ];
    }

    /// <summary>What only an instrument's names can tell: a name that nothing bears is an error.</summary>
    public static ImmutableArray<Problem> NameFaults(Conditional conditional, ConditionVocabulary vocabulary) =>
        ConditionParser.Read(conditional.Test).Expression is { } expression
            ? [.. ConditionCheck.Faults(expression, vocabulary).Concat(BeforeSignal(conditional, expression, vocabulary)).Select(f => At(conditional, f, "test", conditional.Test))]
            : [];

    // Only readings exist while the gas equilibrates: intercepts and what is made of them come later, and such a test would never trip.
    private static IEnumerable<ConditionFault> BeforeSignal(Conditional conditional, ConditionExpression expression, ConditionVocabulary vocabulary) =>
        from reference in conditional.Kind == ConditionalKind.Equilibration ? expression.Values() : []
        let value = vocabulary.Find(reference)
        where value is { Source: ValueSource.Isotope or ValueSource.Ratio or ValueSource.Computed, Quantity: ValueQuantity.Plain or ValueQuantity.BaselineCorrected or ValueQuantity.Error }
            && !(value is { Source: ValueSource.Isotope, Quantity: ValueQuantity.Plain } && conditional.Window > 0)
        select new ConditionFault(
            reference.Position, $"'{reference.Text}' is not known while the gas equilibrates; expected .cur, average(), max(), min() or slope() of an isotope", IsWarning: true);

    private static Problem At(Conditional conditional, ConditionFault fault, string field, string text)
    {
        var column = conditional.Column > 0 && fault.Position > 0 ? conditional.Column + fault.Position - 1 : 0;
        var place = column == 0 && fault.Position > 0 ? $" (at character {fault.Position})" : "";
        return new Problem(
            conditional.File,
            conditional.Line,
            column,
            $"'{text}': {fault.Message}{place}",
            fault.IsWarning ? ProblemSeverity.Warning : ProblemSeverity.Error,
            field);
    }
}
