namespace LabActors.Core.Scripts;

/// <summary>How arguments reach a parameter.</summary>
public enum CommandParameterForm
{
    /// <summary>By position or by keyword.</summary>
    Ordinary,

    /// <summary>By keyword only (it stands after <c>*args</c>).</summary>
    KeywordOnly,

    /// <summary><c>*args</c>: the positional arguments left over, a list.</summary>
    Positionals,

    /// <summary><c>**kwargs</c>: the keyword arguments left over, an object.</summary>
    Keywords,
}
