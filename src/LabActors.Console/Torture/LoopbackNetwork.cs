using System.Collections.Immutable;
using System.Net;

namespace LabActors.Console.Torture;

/// <summary>Loopback addresses, drawn so that two tortures at once do not meet: nodes are processes of one computer, and their links are always good.</summary>
/// <param name="why">Why there is nothing better.</param>
internal sealed class LoopbackNetwork(string why) : INodeNetwork
{
    private readonly byte[] _net = [127, (byte)Random.Shared.Next(1, 255), (byte)Random.Shared.Next(0, 256)];

    /// <inheritdoc/>
    public string Description => $"loopback addresses {_net[0]}.{_net[1]}.{_net[2]}.*, without certificates; links are neither cut nor slowed down: {why}";

    /// <inheritdoc/>
    public bool CanBeCut => false;

    /// <inheritdoc/>
    public IPAddress Here => IPAddress.Loopback;

    /// <inheritdoc/>
    public IPAddress AddressOf(int node) => new([.. _net, (byte)(node + 1)]);

    /// <inheritdoc/>
    public ImmutableArray<string> On(int node) => [];

    /// <inheritdoc/>
    public void Link(int from, int to, bool cut, TimeSpan late) => throw new NotSupportedException("links on loopback are always good");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
