using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Pfeiffer;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>A HiPace pump, by the transcripts of its protocol.</summary>
public sealed class HiPaceTests
{
    private readonly WireBench _pump = new(WireLab.Of("hipace"), WireLab.Name);

    [Fact]
    public void Vectors_of_the_sum() => HardwareVectors.Of("pfeiffer").ShouldAllBe(v => HiPace.WithSum(v.Key) == v.Value);

    [Fact]
    public void Parameters_are_read_and_the_answers_action_is_10()
    {
        _pump.Ask("0010030902=?107\r").ShouldBe("0011030906001000021\r");
        _pump.Ask("0010031002=?099\r").ShouldBe("0011031006000050017\r");
        Ask("0010001002=?").ShouldBe("00110010061111110" + "15\r");
        Ask("0010099902=?").ShouldStartWith("0011099906NO_DEF");
    }

    [Fact]
    public void It_runs_down_and_up()
    {
        _pump.Ask("0011002306000000" + "013\r").ShouldBe("0011002306000000013\r");
        _pump.Pass(60);
        Speed().ShouldBe(368, 1);
        _pump.Ask(HiPace.WithSum("0011002306111111") + "\r").ShouldBe("0011002306111111019\r");
        Ask("0010031002=?").ShouldContain("000300");
        _pump.Pass(600);
        Speed().ShouldBe(1000);
        _pump.Instrument.LosePower(_pump.Now);
        _pump.Truth("running").ShouldBe("false");
        _pump.Pass(600);
        Speed().ShouldBe(0);
    }

    [Fact]
    public void What_it_refuses()
    {
        Ask("00110010011").ShouldStartWith("0011001006_RANGE");
        Ask("0011030906001000").ShouldStartWith("0011030906_LOGIC");
        Ask("0011099906111111").ShouldStartWith("0011099906NO_DEF");
        _pump.Ask("0010030902=?108\r").ShouldBe("");
        Ask("0020030902=?").ShouldBe("");
        _pump.Ask("noise\r").ShouldBe("");
        _pump.Ask("0010030902").ShouldBe("");
        _pump.Ask("=?107\r").ShouldStartWith("0011030906");
        _pump.Suffer(WireFaultKind.WrongChecksum, count: 1);
        _pump.Ask("0010030902=?107\r").ShouldBe("0011030906001000132\r");
        _pump.Suffer(WireFaultKind.OutOfRange, "309", value: 99999, count: 1);
        Ask("0010030902=?").ShouldContain("099999");
    }

    private double Speed() => double.Parse(Ask("0010030902=?")[10..16], System.Globalization.CultureInfo.InvariantCulture);

    private string Ask(string text) => _pump.Ask(HiPace.WithSum(text) + "\r");
}
