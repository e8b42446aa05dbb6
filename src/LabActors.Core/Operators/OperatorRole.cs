namespace LabActors.Core.Operators;

public enum OperatorRole
{
    Viewer,
    Operator,
    Engineer,
}
