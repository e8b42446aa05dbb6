using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>What can be wrong with any instrument or its cable.</summary>
public sealed class FaultyInstrumentTests
{
    private readonly WireBench _box = new(WireLab.Of("pychron-valves", PortKind.Tcp).WithAllValves(), WireLab.Name);

    [Fact]
    public void Silent_late_and_again_well()
    {
        _box.Suffer(WireFaultKind.Silent, count: 1);
        _box.Ask("Open C").ShouldBe("");
        _box.Suffer(WireFaultKind.Late, seconds: 1.5);
        _box.Ask("Open C").ShouldBe("OK");
        _box.Answers[^1].After.ShouldBe(1.5);
        _box.Instrument.Recover(WireFaultKind.Late);
        _box.Ask("Open C").ShouldBe("OK");
        _box.Answers[^1].After.ShouldBe(0);
        _box.Instrument.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Slow_bytes_and_pieces()
    {
        _box.Suffer(WireFaultKind.Slow, seconds: 0.1);
        _box.Ask("Open C").ShouldBe("OK");
        _box.Answers.Select(a => a.Text).ShouldBe(["O", "K"]);
        _box.Answers[1].After.ShouldBe(0.1);
        _box.Instrument.Recover(WireFaultKind.Slow);
        _box.Suffer(WireFaultKind.Split, value: 2);
        _box.Ask("GetIndicatorState C").ShouldBe("True");
        _box.Answers.ShouldBe([("Tr", 0.1), ("ue", 0.15)], "the slow answer is not cut by it");
    }

    [Fact]
    public void Noise_flipped_bits_halves_doubles_and_echoes()
    {
        string With(WireFaultKind kind, string text = "")
        {
            _box.Suffer(kind, text: text, count: 1);
            return _box.Ask("GetIndicatorState C");
        }

        With(WireFaultKind.Noise, "zz").ShouldBe("zzFalse");
        With(WireFaultKind.Garbled).ShouldBe("Fa,se");
        With(WireFaultKind.Truncated).ShouldBe("Fa");
        With(WireFaultKind.Doubled).ShouldBe("FalseFalse");
        With(WireFaultKind.Echo).ShouldBe("GetIndicatorState CFalse");
        With(WireFaultKind.Silent).ShouldBe("");
        _box.Ask("GetIndicatorState C").ShouldBe("False");
    }

    [Fact]
    public void A_request_in_pieces_is_one_for_a_fault_of_some_requests()
    {
        var ngx = new WireBench(WireLab.Of("ngx", PortKind.Tcp).WithInstrument().WithValves(("R", "1")), WireLab.Name);
        ngx.Suffer(WireFaultKind.Silent, request: "OpenValve");
        ngx.Ask("OpenVa").ShouldBe("");
        ngx.Ask("lve 1\r\n").ShouldBe("");
        ngx.Truth("valve R").ShouldBe("open");
        ngx.Ask("CloseValve 1\r\n").ShouldBe("E00\r\n");
    }

    [Fact]
    public void A_fault_that_it_cannot_have_is_refused_in_words()
    {
        Should.Throw<ArgumentException>(() => _box.Suffer(WireFaultKind.CoolantHot)).Message.ShouldStartWith("box cannot have the fault CoolantHot, only Silent, Late,");
        Should.Throw<ArgumentException>(() => _box.Suffer(WireFaultKind.Frozen));
    }

    [Fact]
    public void A_driver_without_a_simulator_is_a_clear_error() =>
        Should.Throw<SimulationRefusalException>(() => new WireBench(WireLab.Of("kettle"), WireLab.Name)).Message
            .ShouldStartWith("box: there is no simulator of 'kettle', only of ");
}
