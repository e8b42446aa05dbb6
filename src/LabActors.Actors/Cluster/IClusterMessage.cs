namespace LabActors.Actors.Cluster;

/// <summary>A message between the nodes of a laboratory: beside Akka.NET's own the only kind that goes over the wire between them.</summary>
public interface IClusterMessage;
