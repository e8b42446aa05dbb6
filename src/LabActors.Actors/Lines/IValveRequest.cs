using LabActors.Actors.Cluster;

namespace LabActors.Actors.Lines;

/// <summary>A request that concerns one valve and moves it, or looks at it, in a way of its own.</summary>
public interface IValveRequest : IHardwareRequest
{
    /// <summary>The requester's id.</summary>
    string CommandId { get; }

    /// <summary>Name or description.</summary>
    string Valve { get; }

    /// <summary>Who asks.</summary>
    string By { get; }

    /// <summary>The same for a valve by its name, by somebody.</summary>
    IValveRequest As(string valve, string by);
}
