using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>
/// A condition whose names are bound to the values of an instrument, with its window and mapper. A value that is not available makes what
/// depends on it unknown: unknown is never zero, false or an exception. <c>x or unknown</c> is true where x is, and <c>x and unknown</c> false where
/// x is not, since nothing that is missing could change that.
/// </summary>
public sealed class Condition
{
    private readonly ConditionExpression _expression;
    private readonly ValueMapper? _mapper;
    private readonly ImmutableArray<(ValueReference Reference, ConditionValue? Value)> _values;
    private readonly int _window;

    private Condition(ConditionExpression expression, ValueMapper? mapper, int window, ConditionVocabulary vocabulary)
    {
        (_expression, _mapper, _window) = (expression, mapper, window);
        _values = [.. expression.Values().DistinctBy(v => v.Text).Select(v => (v, vocabulary.Find(v)))];
    }

    /// <summary>The values that it needs; what nothing bears the name of is left out.</summary>
    public IEnumerable<ConditionValue> Values => _values.Select(v => v.Value).OfType<ConditionValue>();

    /// <summary>Reads a condition and its mapper, and binds the names.</summary>
    /// <returns>The condition, null when it cannot be read; and everything that is wrong.</returns>
    public static (Condition? Condition, ImmutableArray<ConditionFault> Faults) Bind(string text, string mapper, int window, ConditionVocabulary vocabulary)
    {
        var (expression, fault) = ConditionParser.Read(text);
        var (map, mapFault) = mapper.Trim().Length == 0 ? (null, null) : ValueMapper.Read(mapper);
        ImmutableArray<ConditionFault> faults =
        [
            .. new[] { fault, mapFault is null ? null : mapFault with { Position = 0, Message = $"mapper: {mapFault.Message}" } }.OfType<ConditionFault>(),
            .. expression is null ? [] : ConditionCheck.Faults(expression, vocabulary),
        ];
        return (expression is null || mapFault is not null ? null : new Condition(expression, map, window, vocabulary), faults);
    }

    /// <summary>Evaluates on the values of the moment.</summary>
    public ConditionOutcome Evaluate(IMeasuredValues values)
    {
        var seen = ImmutableArray.CreateBuilder<ValueSeen>(_values.Length);
        var numbers = new Dictionary<string, double?>(_values.Length);
        foreach (var (reference, value) in _values)
        {
            var read = value is null ? MeasuredValue.Unavailable("is a name that nothing bears") : values.Read(value, _window);
            if (_mapper is not null && read.Number is { } number && !reference.IsTruth)
                read = MeasuredValue.Of(_mapper.Map(number));
            seen.Add(new ValueSeen(reference.Text, read.Number, read.Reason));
            numbers[reference.Text] = read.Number;
        }

        return new ConditionOutcome(new ConditionEvaluation(numbers).Truth(_expression), seen.MoveToImmutable());
    }
}
