namespace LabActors.Core.Conditionals;

/// <summary>A calculation applied to each value before it is compared: <c>x*2</c>, <c>abs(x)</c>. Its one name may be any.</summary>
internal sealed class ValueMapper
{
    private readonly ConditionExpression _expression;
    private readonly string _variable;

    private ValueMapper(ConditionExpression expression, string variable) => (_expression, _variable) = (expression, variable);

    public static (ValueMapper? Mapper, ConditionFault? Fault) Read(string text)
    {
        var (expression, fault) = ConditionParser.Read(text);
        if (expression is null)
            return (null, fault);
        if (expression.IsTruth)
            return (null, new ConditionFault(expression.Position, $"found '{text}', expected a calculation such as x*2"));
        var names = expression.Values().ToArray();
        if (names.FirstOrDefault(n => n is not { Form: ValueForm.Name, Quantity: ValueQuantity.Plain }) is { } wrong)
        {
            return (null, wrong.Quantity is ValueQuantity.Maximum or ValueQuantity.Minimum
                ? new ConditionFault(wrong.Position, $"found '{wrong.Text}', expected two values, as in max(x, 0)")
                : new ConditionFault(wrong.Position, $"found '{wrong.Text}', expected one name that stands for the value, such as x"));
        }

        return names.Select(n => n.Name).Distinct().ToArray() switch
        {
            [var variable] => (new ValueMapper(expression, variable), null),
            [] => (null, new ConditionFault(1, $"found '{text}', in which nothing stands for the value; expected a calculation such as x*2")),
            var several => (null, new ConditionFault(1, $"found {several.Length} names ({string.Join(", ", several)}), expected one that stands for the value")),
        };
    }

    /// <summary>The mapped value; NaN when there is none.</summary>
    public double Map(double value) =>
        new ConditionEvaluation(new Dictionary<string, double?> { [_variable] = value }).Number(_expression) ?? double.NaN;
}
