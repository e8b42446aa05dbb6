using System.Collections.Immutable;
using LabActors.Actors.Cluster;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Lab;

/// <summary>Messages of the <see cref="EnvironmentActor"/>.</summary>
public static class EnvironmentProtocol
{
    /// <summary>Reads every sensor; answered by <see cref="EnvironmentIs"/>.</summary>
    public sealed record ReadEnvironment : IHardwareRequest;

    /// <summary>Answers <see cref="ReadEnvironment"/>: every sensor, each with its quality; one that is silent has no value.</summary>
    public sealed record EnvironmentIs(ImmutableArray<SensorReading> Readings) : IHardwareAnswer;
}
