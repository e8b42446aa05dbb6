using System.Net;
using System.Net.Sockets;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Carriers;

namespace LabActors.Simulator.Tests.Wire.Carriers;

public sealed class TcpCarrierTests
{
    private readonly ScriptedInstrument _instrument = new("a") { ServesMany = true };

    [Fact]
    public async Task Answers_come_to_whoever_asked_and_the_address_is_of_this_computer()
    {
        using var bench = new CarrierBench(PortKind.Tcp, _instrument);
        await using var carrier = new TcpCarrier(bench.Bus, bench.Clock);
        carrier.Where.ShouldBe(new RedirectedPort("box", PortKind.Tcp) { Host = "127.0.0.1", Number = carrier.Where.Number });

        await using var one = await Connect(bench, carrier);
        await using var other = await Connect(bench, carrier);
        await bench.Tell(one, "1\r");
        await bench.ShouldSay(one, "a:1\r");
        await bench.Tell(other, "2\r");
        await bench.ShouldSay(other, "a:2\r");
    }

    [Fact]
    public async Task An_answer_waits_for_laboratory_time()
    {
        var instrument = new ScriptedInstrument("a", 2.5);
        using var bench = new CarrierBench(PortKind.Tcp, instrument);
        await using var carrier = new TcpCarrier(bench.Bus, bench.Clock);
        await using var stream = await Connect(bench, carrier);

        await bench.Tell(stream, "1\r");
        await instrument.FirstHeard.WaitAsync(bench.Limit);
        bench.Clock.Advance(TimeSpan.FromSeconds(2.4));
        stream.DataAvailable.ShouldBeFalse();
        bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await bench.ShouldSay(stream, "a:1\r");
    }

    [Fact]
    public async Task The_instrument_ends_a_connection_after_its_answer()
    {
        using var bench = new CarrierBench(PortKind.Tcp, new ScriptedInstrument("a") { Ends = true });
        await using var carrier = new TcpCarrier(bench.Bus, bench.Clock);

        for (var i = 0; i < 3; i++)
        {
            await using var stream = await Connect(bench, carrier);
            await bench.Tell(stream, $"{i}\r");
            await bench.ShouldSay(stream, $"a:{i}\r");
            (await stream.ReadAsync(new byte[1], bench.Limit)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Where_one_is_served_at_a_time_the_next_one_waits_until_the_first_has_gone()
    {
        using var bench = new CarrierBench(PortKind.Tcp, new ScriptedInstrument("a"));
        await using var carrier = new TcpCarrier(bench.Bus, bench.Clock);
        var one = await Connect(bench, carrier);
        await bench.Tell(one, "1\r");
        await bench.ShouldSay(one, "a:1\r");
        await using var other = await Connect(bench, carrier);
        await bench.Tell(other, "2\r");

        await bench.Tell(one, "3\r");
        await bench.ShouldSay(one, "a:3\r");
        other.DataAvailable.ShouldBeFalse();
        await one.DisposeAsync();
        await bench.ShouldSay(other, "a:2\r");
    }

    [Fact]
    public async Task While_the_cable_is_out_connections_are_cut_off_and_refused_and_the_port_stays_its_own()
    {
        using var bench = new CarrierBench(PortKind.Tcp, _instrument);
        await using var carrier = new TcpCarrier(bench.Bus, bench.Clock);
        await using var stream = await Connect(bench, carrier);
        await bench.Tell(stream, "1\r");
        await bench.ShouldSay(stream, "a:1\r");

        bench.Cable(CableState.Out);

        await Should.ThrowAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], bench.Limit));
        await bench.Until(() => IsRefused(bench, carrier));
        bench.Cable(CableState.Whole);
        await bench.Until(async () => !await IsRefused(bench, carrier));
        await using var again = await Connect(bench, carrier);
        await bench.Tell(again, "2\r");
        await bench.ShouldSay(again, "a:2\r");
    }

    [Fact]
    public async Task After_the_end_nobody_is_connected_any_more()
    {
        using var bench = new CarrierBench(PortKind.Tcp, _instrument);
        var carrier = new TcpCarrier(bench.Bus, bench.Clock);
        await using var stream = await Connect(bench, carrier);
        await bench.Tell(stream, "1\r");
        await bench.ShouldSay(stream, "a:1\r");

        await carrier.DisposeAsync();

        carrier.Ended.IsCompletedSuccessfully.ShouldBeTrue();
        (await Rest(stream, bench.Limit)).ShouldBe(0);
        await Should.ThrowAsync<SocketException>(() => Connect(bench, carrier));
        bench.Clock.NextDue.ShouldBeNull();
    }

    private static async Task<NetworkStream> Connect(CarrierBench bench, TcpCarrier carrier)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(carrier.Where.Host), carrier.Where.Number), bench.Limit);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<bool> IsRefused(CarrierBench bench, TcpCarrier carrier)
    {
        try
        {
            await (await Connect(bench, carrier)).DisposeAsync();
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private static async Task<int> Rest(NetworkStream stream, CancellationToken limit)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], limit);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
