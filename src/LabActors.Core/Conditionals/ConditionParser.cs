using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>
/// Reads a condition such as <c>Ar40.bs_corrected&gt;100 and not (5&lt;age&lt;90 or CDD.inactive)</c>. Binding is Python's: <c>or</c>, <c>and</c>,
/// <c>not</c>, comparisons (which chain), <c>+ -</c>, <c>* /</c>, sign, <c>**</c>; brackets group; spaces mean nothing.
/// </summary>
public sealed class ConditionParser
{
    // A condition is a line that somebody wrote; brackets deeper than this are a mistake, and reading them must not end the process.
    private const int DeepestNesting = 64;
    private const int LongestText = 2000;

    private static readonly string[] Comparisons = ["<=", ">=", "<", ">", "==", "!="];
    private readonly ImmutableArray<ConditionToken> _tokens;
    private readonly string _text;
    private int _at;
    private int _depth;

    private ConditionParser(string text)
    {
        _text = text;
        _tokens = ConditionTokenizer.Read(text);
    }

    private ConditionToken Now => _tokens[_at];

    /// <summary>Reads a condition: the tree, or null with what is wrong.</summary>
    public static (ConditionExpression? Expression, ConditionFault? Fault) Read(string text)
    {
        if (text.Length > LongestText)
            return (null, new ConditionFault(1, $"found {text.Length} characters, expected {LongestText} at most"));
        try
        {
            var parser = new ConditionParser(text);
            if (parser.Now.Kind == ConditionTokenKind.End)
                return (null, new ConditionFault(1, "found nothing, expected a condition such as Ar40>100"));
            var expression = parser.Disjunction();
            if (parser.Now.Kind != ConditionTokenKind.End)
                throw parser.Unexpected("an operator such as > or 'and', or the end");
            return (expression, null);
        }
        catch (ConditionSyntaxException e)
        {
            return (null, new ConditionFault(e.Position, e.Message));
        }
    }

    private ConditionExpression Disjunction()
    {
        if (++_depth > DeepestNesting)
            throw new ConditionSyntaxException(Now.Position, $"nested deeper than {DeepestNesting} levels");
        var left = Conjunction();
        while (Take("or") is { } at)
            left = new ConditionExpression.Or(at, left, Conjunction());
        _depth--;
        return left;
    }

    private ConditionExpression Conjunction()
    {
        var left = Negation();
        while (Take("and") is { } at)
            left = new ConditionExpression.And(at, left, Negation());
        return left;
    }

    private ConditionExpression Negation()
    {
        var nots = new Stack<int>();
        while (Take("not") is { } at)
        {
            nots.Push(at);
            if (nots.Count > DeepestNesting)
                throw new ConditionSyntaxException(at, $"nested deeper than {DeepestNesting} levels");
        }

        var of = Comparison();
        while (nots.TryPop(out var at))
            of = new ConditionExpression.Not(at, of);
        return of;
    }

    private ConditionExpression Comparison()
    {
        var first = Sum();
        var operands = ImmutableArray.Create(first);
        var operators = ImmutableArray<string>.Empty;
        while (Now.Kind == ConditionTokenKind.Symbol && Comparisons.Contains(Now.Text))
        {
            operators = operators.Add(Now.Text);
            _at++;
            operands = operands.Add(Sum());
        }

        return operators.IsEmpty ? first : Compared(new ConditionExpression.Comparison(first.Position, operands, operators));
    }

    private static ConditionExpression.Comparison Compared(ConditionExpression.Comparison comparison)
    {
        foreach (var operand in comparison.Operands.Where(o => o.IsTruth))
            throw new ConditionSyntaxException(operand.Position, "found a condition, expected a number to compare: use 'and', 'or', 'not' with conditions");
        return comparison;
    }

    private ConditionExpression Sum()
    {
        var left = Product();
        while (Now.Is("+") || Now.Is("-"))
            left = Join(left, Product);
        return left;
    }

    private ConditionExpression Product()
    {
        var left = Signed();
        while (Now.Is("*") || Now.Is("/"))
            left = Join(left, Signed);
        return left;
    }

    private ConditionExpression Join(ConditionExpression left, Func<ConditionExpression> next)
    {
        var (symbol, at) = (Now.Text, Now.Position);
        _at++;
        var right = next();
        if (symbol == "/" && IsBareName(left) is { } numerator && IsBareName(right) is { } denominator)
        {
            return new ConditionExpression.Value(new ValueReference(
                $"{numerator.Text}/{denominator.Text}", numerator.Position, ValueForm.Ratio, numerator.Name, denominator.Name));
        }

        return new ConditionExpression.Arithmetic(at, symbol, Numeric(left), Numeric(right));
    }

    private static ValueReference? IsBareName(ConditionExpression expression) =>
        expression is ConditionExpression.Value { Reference: { Form: ValueForm.Name, Quantity: ValueQuantity.Plain } reference } ? reference : null;

    private static ConditionExpression Numeric(ConditionExpression expression) => expression.IsTruth
        ? throw new ConditionSyntaxException(expression.Position, "found a condition, expected a number to calculate with")
        : expression;

    private ConditionExpression Signed()
    {
        var at = Now.Position;
        if (Take("+") is not null)
            return Numeric(Nested(Signed));
        return Take("-") is null ? Power() : new ConditionExpression.Negative(at, Numeric(Nested(Signed)));
    }

    private ConditionExpression Power()
    {
        var left = Operand();
        if (Take("**") is not { } at)
            return left;
        return new ConditionExpression.Arithmetic(at, "**", Numeric(left), Numeric(Nested(Signed)));
    }

    private ConditionExpression Nested(Func<ConditionExpression> read)
    {
        if (++_depth > DeepestNesting)
            throw new ConditionSyntaxException(Now.Position, $"nested deeper than {DeepestNesting} levels");
        var found = read();
        _depth--;
        return found;
    }

    private ConditionExpression Operand()
    {
        var token = Now;
        switch (token.Kind)
        {
            case ConditionTokenKind.Number:
                _at++;
                return new ConditionExpression.Literal(token.Position, token.Number);
            case ConditionTokenKind.Variable:
                _at++;
                return new ConditionExpression.Value(new ValueReference($"${token.Text}", token.Position, ValueForm.Variable, token.Text));
            case ConditionTokenKind.Name when _tokens[_at + 1].Is("(") && ConditionFunctions.IsFunction(token.Text):
                return Function(token);
            case ConditionTokenKind.Name:
                return Name();
            case ConditionTokenKind.Symbol when token.Text == "(":
                _at++;
                var inner = Disjunction();
                Expect(")");
                return inner;
            default:
                throw Unexpected("a value such as Ar40, a number, 'not' or '('");
        }
    }

    private ConditionExpression Function(ConditionToken name)
    {
        _at += 2;
        if (ConditionFunctions.Statistic(name.Text) is { } quantity && IsStatistic())
        {
            var subject = Subject();
            Expect(")");
            var text = _text[(name.Position - 1)..(_tokens[_at - 1].Position)];
            return new ConditionExpression.Value(new ValueReference(text, name.Position, ValueForm.Name, subject, Quantity: quantity));
        }

        var arguments = ImmutableArray.CreateBuilder<ConditionExpression>();
        do
            arguments.Add(Numeric(Disjunction()));
        while (Take(",") is not null);
        Expect(")");
        if (name.Text == ConditionFunctions.BetweenName)
        {
            return arguments.Count == 3
                ? new ConditionExpression.Between(name.Position, arguments[0], arguments[1], arguments[2])
                : throw new ConditionSyntaxException(name.Position, $"found {arguments.Count} values in between(...), expected 3: between(value, low, high)");
        }

        return ConditionFunctions.Fault(name.Text, arguments.Count) is { } fault
            ? throw new ConditionSyntaxException(name.Position, fault)
            : new ConditionExpression.Function(name.Position, name.Text, arguments.ToImmutable());
    }

    // max(Ar40), max(L2(CDD)): one name alone is a series of readings, everything else is calculation.
    private bool IsStatistic() => Now.Kind == ConditionTokenKind.Name
        && (_tokens[_at + 1].Is(")")
            || (_tokens[_at + 1].Is("(") && !ConditionFunctions.IsFunction(Now.Text) && _tokens[Math.Min(_at + 4, _tokens.Length - 1)].Is(")")));

    private ConditionExpression Name()
    {
        var first = Now;
        var subject = Subject();
        var parts = new List<ConditionToken>();
        while (Take(".") is not null)
        {
            if (Now.Kind is not (ConditionTokenKind.Name or ConditionTokenKind.Word))
                throw Unexpected("a quantity such as .bs or .cur behind the point");
            parts.Add(Now);
            _at++;
        }

        var text = parts.Count == 0 ? subject : $"{subject}.{string.Join('.', parts.Select(p => p.Text))}";
        return new ConditionExpression.Value(Reference(text, first.Position, subject, parts));
    }

    /// <summary>A name, with the detector-like bracket of <c>L2(CDD)</c> where there is one.</summary>
    private string Subject()
    {
        var name = Now.Text;
        _at++;
        if (!Now.Is("("))
            return name;
        if (_tokens[_at + 1].Kind != ConditionTokenKind.Name || !_tokens[_at + 2].Is(")"))
        {
            throw new ConditionSyntaxException(
                _tokens[_at - 1].Position,
                $"found '{name}(', which is no function{NearestName.Hint(name, ConditionFunctions.Names)}; expected {string.Join(", ", ConditionFunctions.Names)}, or a detector such as L2(CDD)");
        }

        var inner = _tokens[_at + 1].Text;
        _at += 3;
        return $"{name}({inner})".ToUpperInvariant();
    }

    private static ValueReference Reference(string text, int position, string subject, List<ConditionToken> parts)
    {
        if (subject == "device" && parts.Count > 0)
            return new ValueReference(text, position, ValueForm.Device, string.Join('.', parts.Select(p => p.Text)));
        switch (parts)
        {
            case []:
                return new ValueReference(text, position, ValueForm.Name, subject);
            case [.., { Text: "pressure" }]:
                return new ValueReference(text, position, ValueForm.Gauge, subject, string.Join('.', parts.SkipLast(1).Select(p => p.Text)));
            case [var only] when ConditionFunctions.Quantity(only.Text) is { } quantity:
                return new ValueReference(text, position, ValueForm.Name, subject, Quantity: quantity);
            default:
                var wrong = parts.First(p => ConditionFunctions.Quantity(p.Text) is null || parts.Count > 1);
                throw new ConditionSyntaxException(
                    wrong.Position,
                    $"found '.{wrong.Text}'{NearestName.Hint(wrong.Text, ConditionFunctions.QuantityNames)}, expected .{string.Join(", .", ConditionFunctions.QuantityNames)}, CONTROLLER.GAUGE.pressure or device.NAME");
        }
    }

    private int? Take(string symbol)
    {
        if (!Now.Is(symbol))
            return null;
        _at++;
        return _tokens[_at - 1].Position;
    }

    private void Expect(string symbol)
    {
        if (Take(symbol) is null)
            throw Unexpected($"'{symbol}'");
    }

    private ConditionSyntaxException Unexpected(string expected) => new(Now.Position, $"found {Now.Found}, expected {expected}");
}
