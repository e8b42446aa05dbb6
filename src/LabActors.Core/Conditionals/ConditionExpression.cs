using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>A condition read into a tree. Every node knows its 1-based place in the text.</summary>
public abstract record ConditionExpression(int Position)
{
    /// <summary>True when it is a yes or a no rather than a number.</summary>
    public abstract bool IsTruth { get; }

    /// <summary>All values that it is made of, in the order of the text.</summary>
    public IEnumerable<ValueReference> Values() => Children().SelectMany(child => child.Values()).Concat(Own());

    /// <summary>The nodes under this one, in the order of the text.</summary>
    public virtual IEnumerable<ConditionExpression> Children() => [];

    /// <summary>Values of this node itself.</summary>
    protected virtual IEnumerable<ValueReference> Own() => [];

    /// <summary>A number as it was written.</summary>
    public sealed record Literal(int Position, double Number) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => false;
    }

    /// <summary>A value of the run or the laboratory.</summary>
    public sealed record Value(ValueReference Reference) : ConditionExpression(Reference.Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => Reference.IsTruth;

        /// <inheritdoc/>
        protected override IEnumerable<ValueReference> Own() => [Reference];
    }

    /// <summary><c>-x</c>.</summary>
    public sealed record Negative(int Position, ConditionExpression Of) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => false;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Of];
    }

    /// <summary>A function of numbers, such as <c>abs(x)</c>.</summary>
    public sealed record Function(int Position, string Name, ImmutableArray<ConditionExpression> Arguments) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => false;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => Arguments;
    }

    /// <summary>Two numbers joined by <c>+ - * / **</c>.</summary>
    public sealed record Arithmetic(int Position, string Operator, ConditionExpression Left, ConditionExpression Right) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => false;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Left, Right];
    }

    /// <summary>A chain of comparisons as in <c>5 &lt; age &lt; 100</c>: operator i stands between operands i and i+1, and all must hold.</summary>
    public sealed record Comparison(int Position, ImmutableArray<ConditionExpression> Operands, ImmutableArray<string> Operators) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => true;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => Operands;
    }

    /// <summary><c>between(x, low, high)</c>, both ends included.</summary>
    public sealed record Between(int Position, ConditionExpression Of, ConditionExpression Low, ConditionExpression High) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => true;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Of, Low, High];
    }

    /// <summary><c>not x</c>.</summary>
    public sealed record Not(int Position, ConditionExpression Of) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => true;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Of];
    }

    /// <summary><c>x and y</c>.</summary>
    public sealed record And(int Position, ConditionExpression Left, ConditionExpression Right) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => true;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Left, Right];
    }

    /// <summary><c>x or y</c>.</summary>
    public sealed record Or(int Position, ConditionExpression Left, ConditionExpression Right) : ConditionExpression(Position)
    {
        /// <inheritdoc/>
        public override bool IsTruth => true;

        /// <inheritdoc/>
        public override IEnumerable<ConditionExpression> Children() => [Left, Right];
    }
}
