namespace LabActors.Core.Conditionals;

/// <summary>What a word of a condition's text is.</summary>
internal enum ConditionTokenKind
{
    /// <summary>A name: isotope, detector, computed value, function, quantity.</summary>
    Name,

    /// <summary><c>$NAME</c>, without the sign.</summary>
    Variable,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator, a bracket, a comma or a point.</summary>
    Symbol,

    /// <summary><c>and</c>, <c>or</c>, <c>not</c>.</summary>
    Word,

    /// <summary>Nothing more.</summary>
    End,
}
