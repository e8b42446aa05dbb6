using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>The <c>pychron_server</c> of a laboratory.</summary>
public sealed class PychronServerReaderTests
{
    private const string Servers = """

        pychron_server:
          - {port: 1061, protocol: valves, compatible: true, listen: 0.0.0.0, clients: [192.168.1.20, 192.168.1.21]}
          - {port: 1062}
          - {port: 1067, protocol: laser, device: Fusions CO2}
        """;

    [Fact]
    public void Servers_are_read_and_one_without_more_is_reached_from_this_computer_only()
    {
        var read = LabFile.Read(DemoLab.Text + Servers, "lab.yaml");
        read.Problems.ShouldBeEmpty();
        var servers = read.Lab!.PychronServers;
        (servers[0].Port, servers[0].Compatible, servers[0].Listen, servers[0].Clients.Length).ShouldBe((1061, true, "0.0.0.0", 2));
        (servers[2].Port, servers[2].Laser, servers[0].Laser).ShouldBe((1067, "Fusions CO2", ""));
        (servers[1].Port, servers[1].Compatible, servers[1].Listen, servers[1].Clients.Length).ShouldBe((1062, false, "127.0.0.1", 0));
    }

    [Theory]
    [InlineData("protocol: valves", "protocol: furnace", "found 'furnace', expected valves or laser")]
    [InlineData("device: Fusions CO2", "device: Fusions UV", "found 'Fusions UV', expected an extraction device: Fusions CO2")]
    [InlineData(", device: Fusions CO2", "", "missing")]
    [InlineData(", clients: [192.168.1.20, 192.168.1.21]", "", "any computer of the network could move valves")]
    [InlineData("192.168.1.21", "argus.lab", "found 'argus.lab', expected an address such as")]
    [InlineData("listen: 0.0.0.0", "listen: here", "found 'here', expected an address of this computer")]
    [InlineData("port: 1062", "port: 1061", "found two servers at one port")]
    [InlineData("port: 1062", "port: 1062, baud: 9600", "unknown key 'baud', expected port, listen, clients, compatible, protocol")]
    public void A_mistake_is_told(string right, string wrong, string message)
    {
        Servers.ShouldContain(right);
        LabFile.Read(DemoLab.Text + Servers.Replace(right, wrong, StringComparison.Ordinal), "lab.yaml").Problems.ShouldHaveSingleItem().Message.ShouldContain(message);
    }
}
