using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>Where the ports of a laboratory lead instead of its real devices: to the simulator that <c>lab simulate</c> runs on this computer. All of them or none.</summary>
/// <param name="Lab">Name of the laboratory.</param>
/// <param name="Control">TCP port of this computer on which the simulator takes faults and tells the hidden truth; 0 where it does not.</param>
/// <param name="Ports">Every port of the laboratory.</param>
public sealed record PortRedirection(string Lab, int Control, ImmutableArray<RedirectedPort> Ports)
{
    /// <summary>The laboratory, with its ports leading to the simulator and marked so; nothing of a real address is left.</summary>
    /// <exception cref="ArgumentException">A port of the laboratory is not redirected; <see cref="PortRedirectionFile.Read"/> lets none through.</exception>
    public LabDefinition Apply(LabDefinition lab) => lab with { Ports = [.. lab.Ports.Select(Apply)] };

    private PortDefinition Apply(PortDefinition port)
    {
        var to = Ports.FirstOrDefault(p => p.Name == port.Name && p.Kind == port.Kind)
            ?? throw new ArgumentException($"port '{port.Name}' is not redirected to the simulator", nameof(port));
        return port with { Path = to.Path, Host = to.Host, Number = to.Number, Simulated = true };
    }
}
