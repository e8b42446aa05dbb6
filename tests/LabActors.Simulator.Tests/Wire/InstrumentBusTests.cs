using System.Text;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

public sealed class InstrumentBusTests
{
    private static readonly DateTimeOffset Start = ManualTime.Epoch;

    private static readonly PortDefinition Tcp = new("box", PortKind.Tcp) { Host = "10.0.0.5", Number = 1061 };

    [Fact]
    public void An_answer_comes_when_the_instrument_has_taken_its_time_for_it()
    {
        var connection = Bus(Tcp, new ScriptedInstrument("a", 0.3)).Connect(Start);

        connection.Receive("IDN?\r"u8, Start);

        connection.Take(Start).ShouldBe(BusTaken.Nothing);
        connection.Take(Start, TimeSpan.FromSeconds(0.2)).ShouldBe(BusTaken.Nothing);
        connection.Next.ShouldBe(After(0.3));
        var taken = connection.Take(Start, TimeSpan.FromSeconds(1));
        Text(taken).ShouldBe("a:IDN?\r");
        taken.After.ShouldBe(TimeSpan.FromSeconds(0.3));
        connection.Take(After(5)).ShouldBe(BusTaken.Nothing);
        connection.Next.ShouldBeNull();
    }

    [Fact]
    public void Bytes_take_their_time_on_a_serial_line_and_one_message_comes_after_another()
    {
        // 10,000 8N1: ten bits a byte, 1 ms each.
        var port = new PortDefinition("box", PortKind.Serial) { Path = "/dev/ttyUSB0", Baud = 10_000 };
        var connection = Bus(port, new ScriptedInstrument("a"), new ScriptedInstrument("b")).Connect(Start);

        connection.Receive("12345\r"u8, Start);

        var first = connection.Take(Start, TimeSpan.FromSeconds(1));
        (Text(first), first.After).ShouldBe(("a:12345\r", TimeSpan.FromMilliseconds(8)));
        var second = connection.Take(Start + first.After, TimeSpan.FromSeconds(1));
        (Text(second), second.After).ShouldBe(("b:12345\r", TimeSpan.FromMilliseconds(8)));
    }

    [Fact]
    public void What_is_under_way_on_a_serial_line_comes_to_whoever_opens_the_port_next_and_on_a_socket_to_nobody()
    {
        Again(new PortDefinition("box", PortKind.Serial) { Path = "/dev/ttyUSB0", Baud = 10_000 }).ShouldBe(["2.004 a:2\r"]);
        Again(Tcp).ShouldBeEmpty();

        static List<string> Again(PortDefinition port)
        {
            var bus = Bus(port, new ScriptedInstrument("a", 1));
            using (var first = bus.Connect(Start))
            {
                first.Receive("1\r"u8, Start);
                first.Receive("2\r"u8, After(1));
            }

            return Said(bus.Connect(After(1.5)), 60, 1.5);
        }
    }

    [Fact]
    public void What_has_come_meanwhile_comes_together_over_a_stream_and_one_by_one_in_datagrams()
    {
        Together(Tcp).ShouldBe(["a:1\ra:2\r"]);
        Together(Tcp with { Kind = PortKind.Udp }).ShouldBe(["a:1\r", "a:2\r"]);

        static string[] Together(PortDefinition port)
        {
            var connection = Bus(port, new ScriptedInstrument("a")).Connect(Start);
            connection.Receive("1\r2\r"u8, Start);
            return [.. Enumerable.Range(0, 3).Select(_ => Text(connection.Take(After(1)))).TakeWhile(t => t.Length > 0)];
        }
    }

    [Fact]
    public void What_has_come_in_a_long_time_is_taken_in_pieces_that_programs_have_room_for()
    {
        var connection = Bus(Tcp, new ScriptedInstrument("a") { EverySeconds = 1, NextEvent = After(1) }).Connect(Start);

        var lengths = Enumerable.Range(0, 4).Select(_ => connection.Take(After(2_000)).Bytes.Length).ToArray();

        lengths.ShouldBe([4095, 4095, 1810, 0]);
    }

    [Fact]
    public void What_an_instrument_says_by_itself_comes_to_all_that_are_connected_at_its_own_instant()
    {
        var bus = Bus(Tcp, new ScriptedInstrument("a", 1.5) { EverySeconds = 1, NextEvent = After(1) });
        var (one, other) = (bus.Connect(Start), bus.Connect(Start));
        one.Receive("?\r"u8, Start);

        Said(one, 2.2).ShouldBe(["1 tick\r", "1.5 a:?\r", "2 tick\r"]);
        Said(other, 2.2).ShouldBe(["1 tick\r", "2 tick\r"]);
    }

    [Fact]
    public void Nobody_hears_what_was_said_while_nobody_was_connected()
    {
        var bus = Bus(Tcp, new ScriptedInstrument("a") { Greeting = "hello\r", EverySeconds = 1, NextEvent = After(1) });

        var connection = bus.Connect(After(10.5));

        Said(connection, 11.2, 10.5).ShouldBe(["10.5 hello\r", "11 tick\r"]);
    }

    [Fact]
    public void The_instrument_ends_the_connection_after_what_it_has_sent()
    {
        var connection = Bus(Tcp, new ScriptedInstrument("a", 0.1) { Ends = true }).Connect(Start);

        connection.Receive("1\r2\r"u8, Start);

        Text(connection.Take(Start, TimeSpan.FromSeconds(1))).ShouldBe("a:1\r");
        connection.Take(After(0.1), TimeSpan.FromSeconds(1)).ShouldBe(new BusTaken(default, TimeSpan.Zero, true));
    }

    [Fact]
    public void An_instrument_that_never_does_what_it_announces_is_named()
    {
        var bus = Bus(Tcp, new ScriptedInstrument("a") { EverySeconds = 0, NextEvent = null });
        var stuck = Bus(Tcp, new Stuck());

        bus.Connect(Start).Take(After(1)).ShouldBe(BusTaken.Nothing);
        Should.Throw<InvalidOperationException>(() => stuck.Connect(After(1))).Message.ShouldContain("stuck has something to do");
    }

    [Fact]
    public void A_cable_that_is_out_cuts_what_is_connected_and_lets_nobody_in_until_it_is_mended()
    {
        var instrument = new ScriptedInstrument("a", 1);
        var bus = Bus(Tcp, instrument);
        var connection = bus.Connect(Start);
        connection.Receive("1\r"u8, Start);

        bus.Connect("a", CableState.Out, After(0.5));

        bus.IsDown.ShouldBeTrue();
        connection.Take(After(0.5), TimeSpan.FromSeconds(9)).Ended.ShouldBeTrue();
        Should.Throw<IOException>(() => bus.Connect(After(1))).Message.ShouldBe("box: nothing is connected there");
        connection.Receive("2\r"u8, After(1));
        bus.Connect("a", CableState.Whole, After(2));
        var again = bus.Connect(After(2));
        again.Receive("3\r"u8, After(2));
        Said(again, 4, 2).ShouldBe(["3 a:3\r"]);
        instrument.Heard.ShouldBe(["1", "3"]);
    }

    [Fact]
    public void One_device_of_a_bus_without_its_cable_leaves_the_others_as_they_are()
    {
        var (one, other) = (new ScriptedInstrument("a"), new ScriptedInstrument("b"));
        var bus = Bus(Tcp, one, other);
        var connection = bus.Connect(Start);

        bus.Connect("a", CableState.Out, Start);
        connection.Receive("1\r"u8, Start);

        bus.IsDown.ShouldBeFalse();
        Text(connection.Take(After(1))).ShouldBe("b:1\r");
        (one.Heard.Count, other.Heard.Count).ShouldBe((0, 1));
    }

    [Fact]
    public void A_device_without_power_says_nothing_and_its_port_is_there()
    {
        var instrument = new ScriptedInstrument("a", 1);
        var bus = Bus(Tcp, instrument);
        var connection = bus.Connect(Start);
        connection.Receive("1\r"u8, Start);

        bus.Connect("a", CableState.WithoutPower, After(0.5));
        connection.Receive("2\r"u8, After(2));
        bus.Connect("a", CableState.Whole, After(3));
        connection.Receive("3\r"u8, After(3));

        bus.CableOf("a").ShouldBe(CableState.Whole);
        Said(connection, 60).ShouldBe(["4 a:3\r"]);
    }

    [Fact]
    public void What_happens_to_an_instrument_wakes_whoever_waits_for_its_bytes()
    {
        var instrument = new ScriptedInstrument("a");
        var bus = Bus(Tcp, instrument);
        var woken = 0;
        bus.Changed += () => woken++;

        bus.With("a", After(1), (i, now) =>
        {
            i.LosePower(now);
            return now;
        }).ShouldBe(After(1));

        (instrument.PowerLosses, woken).ShouldBe((1, 1));
        Should.Throw<ArgumentException>(() => bus.CableOf("z")).Message.ShouldStartWith("'z' is not connected to box, only a");
    }

    // All that came up to an instant, each with when it came.
    private static List<string> Said(BusConnection connection, double until, double from = 0)
    {
        var said = new List<string>();
        for (var now = After(from); connection.Take(now, After(until) - now) is { Bytes.Length: > 0 } taken;)
        {
            now += taken.After;
            said.Add(FormattableString.Invariant($"{(now - Start).TotalSeconds} {Text(taken)}"));
        }

        return said;
    }

    private static InstrumentBus Bus(PortDefinition port, params IWireInstrument[] instruments) => new(port, instruments);

    private static string Text(BusTaken taken) => Encoding.Latin1.GetString(taken.Bytes.Span);

    private static DateTimeOffset After(double seconds) => Start + TimeSpan.FromSeconds(seconds);

    private sealed class Stuck : IWireInstrument
    {
        public string Device => "stuck";

        public DateTimeOffset? NextEvent => Start;

        public void Connect(DateTimeOffset now, IWireAnswers answers)
        {
        }

        public void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
        {
        }

        public void Elapse(DateTimeOffset now, IWireAnswers answers)
        {
        }

        public void LosePower(DateTimeOffset now)
        {
        }
    }
}
