using System.Collections.Immutable;
using System.Net;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads <c>pychron_server</c>: where clients of Pychron reach the laboratory's valves, or a laser.</summary>
internal static class PychronServerReader
{
    private const string Valves = "valves";
    private const string Laser = "laser";

    public static ImmutableArray<PychronServerDefinition> Read(YamlMap root, LabDefinition lab)
    {
        var servers = root.Maps("pychron_server").Select(m => Server(m, lab)).ToImmutableArray();
        if (servers.DistinctBy(s => s.Port).Count() != servers.Length)
            root.Report("pychron_server", "found two servers at one port, expected each at its own");
        return servers;
    }

    private static PychronServerDefinition Server(YamlMap m, LabDefinition lab)
    {
        var server = new PychronServerDefinition((int)m.Number("port", 1, 65535))
        {
            Listen = m.Text("listen", "127.0.0.1"),
            Clients = m.Texts("clients"),
            Compatible = m.Flag("compatible"),
        };
        var protocol = m.Text("protocol", Valves);
        if (protocol is not (Valves or Laser))
            m.Report("protocol", $"found '{protocol}', expected {Valves} or {Laser}");
        if (protocol == Laser)
            server = server with { Laser = m.Text("device"), OffAfter = TimeSpan.FromSeconds(m.Number("off_after_s", 600, 0, 86_400)) };
        if (server.Laser.Length > 0 && !lab.ExtractionDevices.Any(d => d.Name == server.Laser))
            m.Report("device", $"found '{server.Laser}', expected an extraction device: {string.Join(", ", lab.ExtractionDevices.Select(d => d.Name))}");
        if (!IPAddress.TryParse(server.Listen, out var listen))
            m.Report("listen", $"found '{server.Listen}', expected an address of this computer");
        else if (!IPAddress.IsLoopback(listen) && server.Clients.IsEmpty)
            m.Report("clients", $"missing: at {server.Listen} any computer of the network could move valves, expected the addresses of those that may");
        foreach (var client in server.Clients.Where(c => !IPAddress.TryParse(c, out _)))
            m.Report("clients", $"found '{client}', expected an address such as 192.168.1.20");
        m.End();
        return server;
    }
}
