using System.Collections.Immutable;
using System.Net;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads <c>pychron_server</c>: where clients of Pychron reach the laboratory's valves.</summary>
internal static class PychronServerReader
{
    private const string Valves = "valves";

    public static ImmutableArray<PychronServerDefinition> Read(YamlMap root)
    {
        var servers = root.Maps("pychron_server").Select(Server).ToImmutableArray();
        if (servers.DistinctBy(s => s.Port).Count() != servers.Length)
            root.Report("pychron_server", "found two servers at one port, expected each at its own");
        return servers;
    }

    private static PychronServerDefinition Server(YamlMap m)
    {
        var server = new PychronServerDefinition((int)m.Number("port", 1, 65535))
        {
            Listen = m.Text("listen", "127.0.0.1"),
            Clients = m.Texts("clients"),
            Compatible = m.Flag("compatible"),
        };
        if (m.Text("protocol", Valves) is var protocol && protocol != Valves)
            m.Report("protocol", $"found '{protocol}', expected {Valves}, the only protocol that is served");
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
