namespace LabActors.Core.Operators;

public static class OperatorRoles
{
    public static string Word(OperatorRole role) => role.ToString().ToLowerInvariant();
}
