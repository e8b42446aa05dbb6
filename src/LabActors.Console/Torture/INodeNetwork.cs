using System.Collections.Immutable;
using System.Net;

namespace LabActors.Console.Torture;

/// <summary>The network between the nodes of a torture.</summary>
internal interface INodeNetwork : IAsyncDisposable
{
    /// <summary>What it is, in words.</summary>
    string Description { get; }

    /// <summary>True where its links can be cut and slowed down.</summary>
    bool CanBeCut { get; }

    /// <summary>The address of this process for the nodes.</summary>
    IPAddress Here { get; }

    /// <summary>The address of a node.</summary>
    IPAddress AddressOf(int node);

    /// <summary>What is typed before a command that is to run on a node's computer.</summary>
    ImmutableArray<string> On(int node);

    /// <summary>From here what one node sends to another comes late, or never; the other way is a link of its own.</summary>
    void Link(int from, int to, bool cut, TimeSpan late);
}
