namespace LabActors.Core.Conditionals;

/// <summary>One walk through a condition's tree over numbers that are known or not.</summary>
internal sealed class ConditionEvaluation(IReadOnlyDictionary<string, double?> numbers)
{
    /// <summary>Whether the expression holds; null when that is unknown. A number holds when it is not 0.</summary>
    public bool? Truth(ConditionExpression expression) => expression switch
    {
        ConditionExpression.Not not => !Truth(not.Of),
        ConditionExpression.And and => And(Truth(and.Left), Truth(and.Right)),
        ConditionExpression.Or or => !And(!Truth(or.Left), !Truth(or.Right)),
        ConditionExpression.Comparison comparison => Compare(comparison),
        ConditionExpression.Between between => And(
            Compare("<=", Number(between.Low), Number(between.Of)), Compare("<=", Number(between.Of), Number(between.High))),
        _ => Number(expression) is { } number ? number != 0 : null,
    };

    /// <summary>The number; null when a value is missing or the result is not finite (a division by zero).</summary>
    public double? Number(ConditionExpression expression)
    {
        var number = expression switch
        {
            ConditionExpression.Literal literal => literal.Number,
            ConditionExpression.Value value => numbers[value.Reference.Text],
            ConditionExpression.Negative negative => -Number(negative.Of),
            ConditionExpression.Arithmetic arithmetic => Calculate(arithmetic.Operator, Number(arithmetic.Left), Number(arithmetic.Right)),
            ConditionExpression.Function function => Calculate(function),
            _ => throw new InvalidOperationException($"no number: {expression.GetType().Name}"),
        };
        return number is { } finite && double.IsFinite(finite) ? finite : null;
    }

    private double? Calculate(ConditionExpression.Function function)
    {
        var arguments = function.Arguments.Select(Number).ToArray();
        return arguments.All(a => a is not null) ? ConditionFunctions.Value(function.Name, [.. arguments.Select(a => a!.Value)]) : null;
    }

    private static double? Calculate(string symbol, double? left, double? right) => symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        _ => left is { } b && right is { } e ? Math.Pow(b, e) : null,
    };

    private bool? Compare(ConditionExpression.Comparison comparison)
    {
        bool? all = true;
        for (var i = 0; i < comparison.Operators.Length; i++)
            all = And(all, Compare(comparison.Operators[i], Number(comparison.Operands[i]), Number(comparison.Operands[i + 1])));
        return all;
    }

    private static bool? Compare(string symbol, double? left, double? right) => (left, right) is not ({ } a, { } b) ? null : symbol switch
    {
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        ">=" => a >= b,
        "==" => a == b,
        _ => a != b,
    };

    // bool? & of C# is Kleene's: false and unknown is false, true and unknown is unknown.
    private static bool? And(bool? left, bool? right) => left & right;
}
