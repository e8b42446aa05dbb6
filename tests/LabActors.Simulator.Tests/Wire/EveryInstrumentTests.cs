using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>What holds for all simulated instruments together: a laboratory with one of each.</summary>
public sealed class EveryInstrumentTests
{
    /// <summary>A question each answers however it comes, and how the answer begins.</summary>
    private static readonly (string Driver, PortKind Port, string Question, string Begins, bool Whole)[] Questions =
    [
        ("pychron-valves", PortKind.Tcp, "GetIndicatorState C", "False", true),
        ("pychron-laser", PortKind.Tcp, "GetLaserStatus", "False", true),
        ("qtegra", PortKind.Udp, "GetIntegrationTime", "1.048576", true),
        ("ngx", PortKind.Tcp, "GETMASS\r\n", "38.96", false),
        ("agilent-34970a", PortKind.Serial, "SYST:ERR?\n", "+0,", false),
        ("proxr", PortKind.Serial, "\u00fe\u0031\u0001", "U", false),
        ("arduino-valves", PortKind.Serial, "r 51\r\n", "0\r\n", false),
        ("mks-937", PortKind.Serial, "@001PR6?;FF", "@001ACKNO_GAUGE;FF", false),
        ("micro-ion", PortKind.Serial, "DGS\r", "0\r\n", false),
        ("maxigauge", PortKind.Serial, "PR6\r\u0005", "\u0006\r\n5,", false),
        ("eurotherm", PortKind.Serial, "\u00040011HO\u0005", "\u0002HO100.0", false),
        ("watlow", PortKind.Serial, "\u0001\u0003\u0007\u0058\u0000\u0001\u0004\u00ad", "\u0001\u0003\u0002\u0000\u000a", false),
        ("lakeshore", PortKind.Serial, "*IDN?\n", "LSCI,", false),
        ("fusions", PortKind.Serial, ";LB.INTLK\r", "0\r", false),
        ("kerr", PortKind.Serial, "\u00aa\u0000\u000e\u000e", "\u0021\u0021", false),
        ("uc2000", PortKind.Serial, "\u005b\u007e\u0081", "\u00aa", false),
        ("esp301", PortKind.Serial, "1MD?\r", "1\r\n", false),
        ("hipace", PortKind.Serial, "0010030902=?107\r", "0011030906", false),
    ];

    private static readonly LabDefinition Lab = Laboratory();

    [Fact]
    public void Each_answers_its_question_on_its_own_port()
    {
        WireInstruments.Of(Lab, new Bench(Lab).Laboratory).Keys.ShouldBe(Questions.Select(q => q.Driver).Order(StringComparer.Ordinal));
        foreach (var (driver, _, question, begins, _) in Questions)
            Ready(driver).Ask(question).ShouldStartWith(begins, customMessage: driver);
    }

    [Property(MaxTest = 60)]
    public Property A_question_in_pieces_is_answered_as_in_one(PositiveInt[] cuts) => Prop.ForAll(
        Gen.Elements(Questions.Where(q => !q.Whole).ToArray()).ToArbitrary(),
        q =>
        {
            var bench = Ready(q.Driver);
            var ends = cuts.Select(c => c.Get % q.Question.Length).Append(0).Append(q.Question.Length).Distinct().Order().ToArray();
            var answer = string.Concat(ends.Zip(ends.Skip(1)).Select(piece => bench.Ask(q.Question[piece.First..piece.Second])));
            answer.ShouldStartWith(q.Begins, customMessage: q.Driver);
        });

    [Fact]
    public void No_noise_of_whatever_kind_breaks_one_and_power_brings_it_back()
    {
        foreach (var (driver, _, question, begins, _) in Questions)
        {
            var bench = Ready(driver);
            var noise = new KeyedNoise(Bench.Seed);
            for (var i = 0; i < 300; i++)
            {
                var length = 1 + (int)(noise.Uniform($"{driver} length", i) * 12);
                var piece = string.Concat(Enumerable.Range(0, length).Select(n => (char)(int)(noise.Uniform(driver, i, n) * 256)));

                // Half of them are what it knows, damaged.
                var damaged = question.Insert((int)(noise.Uniform($"{driver} at", i) * question.Length), piece[..1]);
                bench.Ask(i % 2 == 0 ? piece : damaged);
                bench.Pass(0.01);
            }

            bench.Instrument.LosePower(bench.Now);
            bench.Connect();
            bench.Pass(3);
            bench.Ask(question).ShouldStartWith(begins, customMessage: driver);
        }
    }

    [Fact]
    public void Each_tells_what_is_so_and_suffers_only_what_it_can()
    {
        foreach (var (driver, _, question, _, _) in Questions)
        {
            var bench = Ready(driver);
            bench.Instrument.Truth(bench.Now).ShouldNotBeNull();
            foreach (var kind in Enum.GetValues<WireFaultKind>())
            {
                if (bench.Instrument.CanSuffer.Contains(kind))
                    bench.Instrument.Suffer(new WireFault(kind) { Value = 1 });
                else
                    Should.Throw<ArgumentException>(() => bench.Instrument.Suffer(new WireFault(kind)));
            }

            bench.Ask(question).ShouldBe("", customMessage: driver);
            foreach (var kind in Enum.GetValues<WireFaultKind>())
                bench.Instrument.Recover(kind);
            bench.Instrument.Faults.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Instruments_that_begin_anew_find_things_as_they_stand()
    {
        var lab = Bench.Demo with
        {
            Ports = [.. new[] { "board", "oven", "trap", "stage", "argus" }.Select(n => new PortDefinition(n, n == "argus" ? PortKind.Udp : PortKind.Serial))],
            Devices =
            [
                new DeviceDefinition("board", "fusions", "board"), new DeviceDefinition("oven", "eurotherm", "oven"), new DeviceDefinition("trap", "lakeshore", "trap"),
                new DeviceDefinition("stage", "esp301", "stage"), new DeviceDefinition("argus", "qtegra", "argus"),
            ],
            Instruments = [Bench.Demo.Instruments[0] with { Device = "argus" }],
            ExtractionDevices =
            [
                Bench.Demo.ExtractionDevices[0] with { Device = "board", Stage = "stage" }, Bench.Demo.ExtractionDevices[1] with { Device = "oven" }, Bench.Demo.ExtractionDevices[2],
            ],
            Cryostats = [Bench.Demo.Cryostats[0] with { Device = "trap", Channel = "A" }],
        };
        var first = new WireBench(lab, "board");
        foreach (var command in (string[])["PDC 25.00", "PWE 1", "ENBL 1"])
            first.Ask($";LB.{command}\r").ShouldBe("OK\r");
        first.Bench.Laboratory.ExtractionDevices["NMGRL Furnace"].Enable();
        first.Bench.Laboratory.ExtractionDevices["NMGRL Furnace"].SetOutput(700, "temp");
        first.Bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(75);
        first.Bench.Laser.MoveAxis('x', 12);
        first.Bench.Argus.SetIntegrationTime(8.4);
        first.Bench.Argus.Blank(true);

        var again = WireInstruments.Of(lab, first.Bench.Laboratory).Values.Select(i => i.Single()).ToDictionary(i => i.Device);
        string Truth(string device, string key) => again[device].Truth(first.Now)[key];
        Truth("board", "emission").ShouldBe("25");
        Truth("oven", "set point").ShouldBe("700");
        Truth("trap", "set point 1").ShouldBe("75");
        Truth("stage", "position 1").ShouldBe("12");
        (Truth("argus", "integration"), Truth("argus", "blanked")).ShouldBe(("8.388608", "true"));
        first.Bench.Laser.Read().Enabled.ShouldBeTrue();
    }

    [Fact]
    public void Several_on_one_bus_answer_each_for_itself()
    {
        var lab = Bench.Demo with
        {
            Ports = [new PortDefinition("bus", PortKind.Serial)],
            Devices = [new DeviceDefinition("first", "hipace", "bus") { Address = "001" }, new DeviceDefinition("second", "hipace", "bus") { Address = "002" }, new DeviceDefinition("third", "mks-937", "bus")],
        };
        var bus = WireInstruments.Of(lab, new Bench(lab).Laboratory)["bus"];
        bus.Select(i => i.Device).ShouldBe(["first", "second", "third"]);
        var heard = new List<string>();
        var cable = new Cable(heard);
        foreach (var instrument in bus)
            instrument.Receive("0020030902=?108\r"u8, ManualTime.Epoch, cable);
        heard.ShouldHaveSingleItem().ShouldStartWith("0021030906");
    }

    private static WireBench Ready(string driver)
    {
        var bench = new WireBench(Lab, driver);
        bench.Connect();
        bench.Pass(3);
        return bench;
    }

    private static LabDefinition Laboratory() => Bench.Demo with
    {
        Ports = [.. Questions.Select(q => new PortDefinition(q.Driver, q.Port))],
        Devices = [.. Questions.Select(q => new DeviceDefinition(q.Driver, q.Driver, q.Driver))],
        Valves = [.. Bench.Demo.Valves.Select(v => v.Name == "C" ? v with { Device = "pychron-valves" } : v)],
        Instruments = [Bench.Demo.Instruments[0] with { Device = "qtegra" }, Bench.Demo.Instruments[0] with { Name = "NGX", Device = "ngx" }],
        Simulation = Bench.Demo.Simulation! with
        {
            Instruments = [Bench.Demo.Simulation!.Instruments[0], Bench.Demo.Simulation!.Instruments[0] with { Instrument = "NGX" }],
        },
        ExtractionDevices =
        [
            Bench.Demo.ExtractionDevices[0] with
            {
                Device = "pychron-laser",
                Motors = [.. Bench.Demo.ExtractionDevices[0].Motors.Select(m => m with { Device = "kerr", Channel = "1" })],
            },
            .. Bench.Demo.ExtractionDevices[1..],
        ],
    };

    private sealed class Cable(List<string> heard) : IWireAnswers
    {
        public void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default) => heard.Add(Encoding.Latin1.GetString(bytes.Span));

        public void End()
        {
        }
    }
}
