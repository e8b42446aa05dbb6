using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

public sealed class PortRedirectionFileTests
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "Bone",
        Ports =
        [
            new PortDefinition("valve box", PortKind.Serial) { Path = "/dev/ttyUSB0", Baud = 19200 },
            new PortDefinition("qtegra", PortKind.Udp) { Host = "192.168.1.20", Number = 1069 },
            new PortDefinition("laser", PortKind.Tcp) { Host = "laser.example", Number = 1061, ConnectsEachTime = true },
        ],
    };

    private static readonly PortRedirection Redirection = new(
        "Bone",
        40100,
        [
            new RedirectedPort("valve box", PortKind.Serial) { Path = "/tmp/it's \"here\": # valve box" },
            new RedirectedPort("qtegra", PortKind.Udp) { Host = "127.0.0.1", Number = 40101 },
            new RedirectedPort("laser", PortKind.Tcp) { Host = "127.0.0.1", Number = 40102 },
        ]);

    [Fact]
    public void What_was_written_is_read_again()
    {
        var (read, problems) = PortRedirectionFile.Read(PortRedirectionFile.Write(Redirection), "ports.yaml", Lab);

        problems.ShouldBeEmpty();
        read.ShouldNotBeNull();
        read.Ports.ShouldBe(Redirection.Ports);
        (read with { Ports = Redirection.Ports }).ShouldBe(Redirection);
    }

    [Fact]
    public void Nothing_of_a_real_address_is_left_and_the_rest_stays()
    {
        var ports = Redirection.Apply(Lab).Ports;

        ports.ShouldAllBe(p => p.Simulated);
        ports[0].ShouldBe(Lab.Ports[0] with { Path = "/tmp/it's \"here\": # valve box", Simulated = true });
        ports[1].Address.ShouldBe("udp 127.0.0.1:40101");
        ports[2].Address.ShouldBe("tcp 127.0.0.1:40102");
        ports[2].ConnectsEachTime.ShouldBeTrue();
    }

    [Fact]
    public void A_port_that_would_stay_real_is_never_let_through()
    {
        var half = Redirection with { Ports = Redirection.Ports.RemoveAt(1) };

        PortRedirectionFile.Read(PortRedirectionFile.Write(half), "ports.yaml", Lab).Problems.ShouldHaveSingleItem().ToString().ShouldBe(
            "ports.yaml: error: port 'qtegra' (udp 192.168.1.20:1069) is missing, expected every port of the laboratory: none of its real devices may be touched");
        Should.Throw<ArgumentException>(() => half.Apply(Lab)).Message.ShouldStartWith("port 'qtegra' is not redirected");
    }

    [Fact]
    public void Every_problem_is_told_with_its_line()
    {
        const string Text =
            """
            version: 2
            lab: Other
            ports:
              - {name: valve box, kind: serial, path: /dev/ttyUSB0}
              - {name: qtegra, kind: tcp, host: 192.168.1.20, port: 1069}
              - {name: laser, kind: tcp, host: 127.0.0.1, port: 0, baud: 9600}
              - {name: laser, kind: serial}
              - {name: oven, kind: udp, host: 127.0.0.1, port: 5}
            """;

        var (read, problems) = PortRedirectionFile.Read(Text, "ports.yaml", Lab);

        read.ShouldBeNull();
        problems.Select(p => $"{p.Line} {p.Field}: {p.Message}").ShouldBe(
            [
                "1 version: found '2', expected 1",
                "2 lab: found 'Other', expected 'Bone': the simulator serves another laboratory",
                "4 ports[0].path: found '/dev/ttyUSB0', which is the real port 'valve box', expected a pseudo-terminal of the simulator",
                "5 ports[1].kind: found tcp, expected udp, as port 'qtegra' is in the laboratory's file",
                "5 ports[1].host: found '192.168.1.20', expected 127.0.0.1: a simulator is on this computer",
                "6 ports[2].port: found '0', expected a number from 1 to 65535",
                "6 ports[2].baud: unknown key 'baud', expected name, kind, host, port",
                "7 ports[3].path: missing key 'path', expected a text",
                "7 ports[3].name: a second port 'laser', expected each port once",
                "7 ports[3].kind: found serial, expected tcp, as port 'laser' is in the laboratory's file",
                "8 ports[4].name: found 'oven', expected a port: valve box, qtegra, laser",
            ],
            ignoreOrder: false);
    }

    [Theory]
    [InlineData("", "found an empty file, expected what lab simulate --ports-out writes")]
    [InlineData("- a", "found no mapping, or more than one document, expected what lab simulate --ports-out writes")]
    [InlineData("ports: [", "this file is not YAML")]
    public void What_is_no_redirection_says_so(string text, string problem) =>
        PortRedirectionFile.Read(text, "ports.yaml", Lab).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(problem);
}
