namespace LabActors.Core.Operators;

/// <summary>Names of users, nodes and consoles: they are parts of file names, of addresses and of lines that programs read.</summary>
public static class PlainName
{
    /// <summary>Characters.</summary>
    public const int Longest = 64;

    /// <summary>What is wrong with a name; empty when nothing is.</summary>
    public static string Problem(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? ""
            : $"found '{name}', expected a name of up to {Longest} letters, digits, '.', '_' and '-' that begins with a letter or a digit";
}
