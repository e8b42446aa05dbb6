using System.Collections.Immutable;

namespace LabActors.Actors.Monitoring;

/// <summary>Messages of the <c>MonitorActor</c>.</summary>
public static class MonitorProtocol
{
    /// <summary>Asks for everything that is read at intervals; answered by <see cref="ValuesAre"/>.</summary>
    public sealed record GetValues
    {
        /// <summary>The question.</summary>
        public static readonly GetValues Instance = new();
    }

    /// <summary>Answers <see cref="GetValues"/>, in the order of the laboratory's file.</summary>
    public sealed record ValuesAre(ImmutableArray<MonitoredValue> Values);
}
