using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Pychron;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>Pychron's valve server, by the transcripts of its protocol.</summary>
public sealed class PychronValveServerTests
{
    private readonly WireBench _server = new(WireLab.Of("pychron-valves", PortKind.Tcp).WithAllValves().WithGauges((0, "bone_micro_ion_controller,IG")), WireLab.Name);

    [Fact]
    public void Vectors_of_the_words_and_of_the_states_checksum()
    {
        HardwareVectors.Of("word_crc").ShouldAllBe(v => StateWords.WithCrc(v.Key) == v.Key + v.Value);
        HardwareVectors.Of("state_crc32").ShouldAllBe(v => StateWords.Crc32(v.Key).ToString(CultureInfo.InvariantCulture) == v.Value);
    }

    [Fact]
    public void A_valve_opens_and_closes_and_the_connection_ends_after_each_answer()
    {
        _server.Ask("Open C\r\n").ShouldBe("OK");
        _server.Ended.ShouldBeTrue();
        _server.Bench.Line.IsOpen("C").ShouldBeTrue();
        _server.Ask("GetIndicatorState C").ShouldBe("True");
        _server.Ask("Open C").ShouldBe("OK");
        _server.Ask("""{"command": "Close", "value": "C"}""").ShouldBe("OK");
        _server.Ask("Close C").ShouldBe("ok");
        _server.Ask("GetValveState C").ShouldBe("False");
    }

    [Theory]
    [InlineData("Open Q", "ERROR 004")]
    [InlineData("GetValveState Q", "ERROR 005")]
    [InlineData("GetPressure nobody,IG2", "ERROR 016")]
    [InlineData("Read Q", "ERROR 008")]
    [InlineData("GetValveLockState Q", "No Response")]
    public void What_there_is_not_is_an_error(string request, string begins) => _server.Ask(request).ShouldStartWith(begins);

    [Fact]
    public void An_unknown_command_ends_the_connection_and_an_exception_leaves_it_open()
    {
        _server.Ask("Frobnicate C").ShouldBe("");
        _server.Ended.ShouldBeTrue();
        _server.Ask("{\"command\": ").ShouldBe("");
        _server.Ended.ShouldBeTrue();
        _server.Ask("Set bone 1 2").ShouldBe("");
        _server.Ended.ShouldBeFalse();
    }

    [Fact]
    public void Interlocks_locks_and_stuck_valves()
    {
        _server.Ask("Open X").ShouldBe("OK");
        _server.Ask("Open W").ShouldStartWith("ERROR 015");
        _server.Suffer(WireFaultKind.Locked, "C");
        _server.Ask("Open C").ShouldBe("ok");
        _server.Truth("valve C").ShouldBe("closed");
        _server.Ask("GetLockWord").ShouldContain("B0,C1,D0");
        _server.Suffer(WireFaultKind.StuckValve, "D");
        _server.Ask("Open D").ShouldStartWith("ERROR 015");
        _server.Truth("valve D").ShouldBe("closed");
    }

    [Fact]
    public void A_word_says_as_many_valves_as_a_quarter_of_a_second_allows_and_the_next_has_the_rest()
    {
        var names = Bench.Demo.Valves.Select(v => v.Name).ToArray();
        var slow = new PychronValveServer("box", _server.Bench.Line, [.. names.Select(n => new PychronValve(n, n, false, [], []))], [], [], (_, _) => null, TimeSpan.FromMilliseconds(50));
        _server.Bench.Line.OpenValve("B");
        _server.Ask("GetStateWord").ShouldBe(StateWords.WithCrc(string.Join(',', names.Select(n => n == "B" ? "B1" : n + "0"))));
        Words(slow).ShouldBe([StateWords.WithCrc("A0,B1,C0,D0,E0"), StateWords.WithCrc("F0,G0,W0,X0,Y0"), StateWords.WithCrc("Z0,R0,O0,T0"), StateWords.WithCrc("A0,B1,C0,D0,E0")]);
    }

    [Fact]
    public void The_checksum_of_states()
    {
        _server.Bench.Line.OpenValve("B");
        _server.Ask("GetStateChecksum A,B").ShouldBe("644451957");
        _server.Suffer(WireFaultKind.Locked, "B");
        _server.Ask("GetStateChecksum A,B").ShouldBe("879769351");
        _server.Bench.Line.OpenValve("T");
        _server.Ask("GetStateChecksum T").ShouldBe("3767279347");
    }

    [Fact]
    public void A_flag_that_nobody_pings_is_let_go_after_a_minute()
    {
        var flag = Bench.Demo.Resources[0].Name;
        _server.Ask($"Read {flag}").ShouldBe("0");
        _server.Ask($"Set {flag} 1").ShouldBe("OK");
        _server.Pass(40);
        _server.Ask($"Ping {flag}").ShouldStartWith("2026-01-01T00:00:40");
        _server.Pass(58);
        _server.Ask($"Read {flag}").ShouldBe("1");
        _server.Pass(7);
        _server.Ask($"Read {flag}").ShouldBe("0");
        _server.Ask($$"""{"command": "Set", "device": "{{flag}}", "value": 1}""").ShouldBe("OK");
        _server.Truth($"flag {flag}").ShouldBe("true");
    }

    [Fact]
    public void Shots_are_counted_when_the_outer_valve_opens_after_the_inner_one()
    {
        foreach (var request in (string[])["Open W", "Close W", "Open X", "Close X", "Open X", "Close X", "Open W", "Close W"])
            _server.Ask(request).ShouldBe("OK");
        _server.Ask("GetPipetteCount Air").ShouldBe("1");
        _server.Ask("GetPipetteCounts").ShouldBe("[('Air', 1), ('Cocktail', 0)]");
    }

    [Fact]
    public void Pressures_follow_the_line()
    {
        var closed = double.Parse(_server.Ask("GetPressure bone_micro_ion_controller,IG"), CultureInfo.InvariantCulture);
        _server.Ask("Open C");
        _server.Pass(600);
        double.Parse(_server.Ask("""{"command": "GetPressure", "controller": "bone_micro_ion_controller", "gauge": "IG"}"""), CultureInfo.InvariantCulture).ShouldNotBe(closed);
    }

    [Fact]
    public void Silence_leaves_the_connection_open_though_the_valve_moved()
    {
        _server.Suffer(WireFaultKind.Silent, request: "Close", count: 1);
        _server.Ask("Open C").ShouldBe("OK");
        _server.Ask("Close C").ShouldBe("");
        _server.Ended.ShouldBeFalse();
        _server.Truth("valve C").ShouldBe("closed");
        _server.Ask("Close C").ShouldBe("ok");
    }

    private IEnumerable<string> Words(PychronValveServer server)
    {
        for (var i = 0; i < 4; i++)
        {
            var answers = new Recorder();
            server.Receive("GetStateWord"u8, _server.Now, answers);
            answers.After.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(0.25));
            yield return answers.Text;
        }
    }

    private sealed class Recorder : IWireAnswers
    {
        public string Text { get; private set; } = "";

        public TimeSpan After { get; private set; }

        public void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default) => (Text, After) = (System.Text.Encoding.ASCII.GetString(bytes.Span), after);

        public void End()
        {
        }
    }
}
