using LabActors.Core.Operators;

namespace LabActors.Actors.Operators;

/// <summary>Who gives commands.</summary>
/// <param name="User">The name that was proven.</param>
/// <param name="From">The computer of the console; empty for the node's own process.</param>
/// <param name="Session">Unique in the node's journal.</param>
public sealed record OperatorIdentity(string User, OperatorRole Role, string From, string Session)
{
    /// <summary>As the events of what was done name who did it.</summary>
    public string By => From.Length > 0 ? $"{User}@{From}" : User;
}
