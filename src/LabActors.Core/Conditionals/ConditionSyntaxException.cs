namespace LabActors.Core.Conditionals;

/// <summary>Gives up reading a condition; never leaves <see cref="ConditionParser"/>.</summary>
internal sealed class ConditionSyntaxException(int position, string message) : Exception(message)
{
    public int Position => position;
}
