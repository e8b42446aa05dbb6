namespace LabActors.Actors.Operators;

/// <summary>A message between a console and a node: the only kind that goes over the wire between them.</summary>
public interface IOperatorMessage;
