namespace LabActors.Console.Attaching;

/// <summary>Which node, as whom.</summary>
public sealed record ConsoleAccess(ConsoleAddress Node, string User, string Token)
{
    /// <summary>Where the node is now; null where nobody knows better than <see cref="Node"/>.</summary>
    public Func<ConsoleAddress?> Find { get; init; } = () => null;
}
