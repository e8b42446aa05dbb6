using System.Net;
using System.Net.Sockets;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Carriers;

namespace LabActors.Simulator.Tests.Wire.Carriers;

public sealed class UdpCarrierTests
{
    private readonly ScriptedInstrument _instrument = new("a");

    [Fact]
    public async Task Each_datagram_is_a_message_and_answers_go_to_whoever_sent_it()
    {
        using var bench = new CarrierBench(PortKind.Udp, _instrument);
        await using var carrier = new UdpCarrier(bench.Bus, bench.Clock);
        using var one = Open(carrier);
        using var other = Open(carrier);

        await one.SendAsync("1\r2\r"u8.ToArray(), bench.Limit);
        (await Came(one, bench)).ShouldBe("a:1\r");
        (await Came(one, bench)).ShouldBe("a:2\r");
        await other.SendAsync("3\r"u8.ToArray(), bench.Limit);
        (await Came(other, bench)).ShouldBe("a:3\r");
        one.Available.ShouldBe(0);
    }

    [Fact]
    public async Task Who_opens_the_port_again_and_again_is_served_each_time()
    {
        using var bench = new CarrierBench(PortKind.Udp, _instrument);
        await using var carrier = new UdpCarrier(bench.Bus, bench.Clock);

        for (var i = 0; i < 40; i++)
        {
            using var socket = Open(carrier);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"{i}\r"), bench.Limit);
            (await Came(socket, bench)).ShouldBe($"a:{i}\r");
        }
    }

    private static Socket Open(UdpCarrier carrier)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Parse(carrier.Where.Host), carrier.Where.Number);
        return socket;
    }

    private static async Task<string> Came(Socket socket, CarrierBench bench)
    {
        var buffer = new byte[2048];
        return Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, bench.Limit));
    }
}
