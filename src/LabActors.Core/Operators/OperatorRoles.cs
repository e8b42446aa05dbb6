namespace LabActors.Core.Operators;

/// <summary>Roles as words.</summary>
public static class OperatorRoles
{
    /// <summary>All words, from the least to the most.</summary>
    public static string Words { get; } = string.Join(", ", Enum.GetValues<OperatorRole>().Select(Word));

    /// <summary>The word of a role.</summary>
    public static string Word(this OperatorRole role) => role switch
    {
        OperatorRole.Viewer => "viewer",
        OperatorRole.Operator => "operator",
        OperatorRole.Engineer => "engineer",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };

    /// <summary>The role of a word; null, and what is wrong with it, when there is none.</summary>
    public static (OperatorRole? Role, string Problem) Parse(string word)
    {
        foreach (var role in Enum.GetValues<OperatorRole>())
        {
            if (role.Word() == word)
                return (role, "");
        }

        return (null, $"found '{word}', expected a role: {Words}");
    }

    /// <summary>True when this role may do what needs at least another.</summary>
    public static bool Suffices(this OperatorRole role, OperatorRole least) => role >= least;
}
