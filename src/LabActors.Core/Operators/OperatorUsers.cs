using System.Collections.Immutable;

namespace LabActors.Core.Operators;

/// <summary>The users of a laboratory; immutable. Names that differ only in capitals are refused, since people would take one for the other.</summary>
public sealed class OperatorUsers
{
    private readonly ImmutableSortedDictionary<string, OperatorUser> _users;

    private OperatorUsers(ImmutableSortedDictionary<string, OperatorUser> users) => _users = users;

    /// <summary>Nobody.</summary>
    public static OperatorUsers None { get; } = new(ImmutableSortedDictionary.Create<string, OperatorUser>(StringComparer.OrdinalIgnoreCase));

    /// <summary>All, by name.</summary>
    public ImmutableArray<OperatorUser> All => [.. _users.Values];

    /// <summary>True when there is nobody.</summary>
    public bool IsEmpty => _users.IsEmpty;

    /// <summary>The user of this very name; null when there is none.</summary>
    public OperatorUser? Find(string name) => _users.TryGetValue(name, out var user) && user.Name == name ? user : null;

    /// <summary>These and one more; these, and why not, when that cannot be.</summary>
    public (OperatorUsers Users, string Refusal) Add(OperatorUser user)
    {
        if (PlainName.Problem(user.Name) is { Length: > 0 } problem)
            return (this, problem);
        return _users.TryGetValue(user.Name, out var other)
            ? (this, $"found a second user '{user.Name}', expected each name once: there is {other}, added {other.Added:yyyy-MM-dd}")
            : (new OperatorUsers(_users.Add(user.Name, user)), "");
    }

    /// <summary>These without one; these, and why not, when there is no such user.</summary>
    public (OperatorUsers Users, string Refusal) Remove(string name) => Find(name) is null
        ? (this, $"there is no user '{name}'{(IsEmpty ? "; there is none at all" : $"; there are {string.Join(", ", _users.Values.Select(user => user.Name))}")}")
        : (new OperatorUsers(_users.Remove(name)), "");
}
