using System.Collections.Immutable;
using System.Text;
using FsCheck.Xunit;
using LabActors.Devices.Drivers.Pychron;

namespace LabActors.Devices.Tests.Drivers;

public sealed class PychronValveServerTests
{
    private static readonly ImmutableArray<ServedValve> Valves =
    [
        new("A", false, false, "", false), new("B", true, true, "10.0.0.5", false), new("C", null, false, "10.0.0.5", false), new("T", true, false, "", true),
    ];

    private static readonly ImmutableDictionary<string, ServedValve> ByName = Valves.ToImmutableDictionary(v => v.Name);

    [Theory]
    [InlineData("Open A\r\n", true)]
    [InlineData("  Close A", false)]
    [InlineData("{\"command\": \"Open\", \"value\": \"A\"}", true)]
    public void Valves_are_moved_by_text_and_by_JSON(string request, bool open) => PychronValveServer.Read(request).ShouldBe(new PychronQuestion.Move("A", open));

    [Fact]
    public void Every_request_of_the_valve_protocol_is_known()
    {
        PychronValveServer.Read("GetIndicatorState Valve AUX 1").ShouldBe(new PychronQuestion.IsOpen("Valve AUX 1"));
        PychronValveServer.Read("GetValveState A").ShouldBe(new PychronQuestion.IsOpen("A"));
        PychronValveServer.Read("GetValveLockState A").ShouldBe(new PychronQuestion.IsLocked("A"));
        PychronValveServer.Read("GetStateWord").ShouldBe(new PychronQuestion.States());
        PychronValveServer.Read("GetValveStates\r").ShouldBe(new PychronQuestion.States());
        PychronValveServer.Read("GetLockWord").ShouldBe(new PychronQuestion.Locks());
        PychronValveServer.Read("GetValveLockStates").ShouldBe(new PychronQuestion.Locks());
        PychronValveServer.Read("GetValveOwners").ShouldBe(new PychronQuestion.Owners());
        PychronValveServer.Read("GetStateChecksum A,B, C").ShouldBeOfType<PychronQuestion.Checksum>().Valves.ShouldBe(["A", "B", "C"]);
        PychronValveServer.Read("GetPipetteCount Air").ShouldBe(new PychronQuestion.Shots("Air"));
        PychronValveServer.Read("GetPipetteCounts").ShouldBe(new PychronQuestion.Shots(""));
        PychronValveServer.Read("GetPressure bone,IG").ShouldBe(new PychronQuestion.Pressure("bone", "IG"));
        PychronValveServer.Read("{\"command\":\"GetPressure\",\"controller\":\"bone\",\"gauge\":\"IG\"}").ShouldBe(new PychronQuestion.Pressure("bone", "IG"));
        PychronValveServer.Read("Read BoneFlag").ShouldBe(new PychronQuestion.ReadFlag("BoneFlag"));
        PychronValveServer.Read("Set BoneFlag 1").ShouldBe(new PychronQuestion.SetFlag("BoneFlag", true));
        PychronValveServer.Read("{\"command\":\"Set\",\"device\":\"BoneFlag\",\"value\":0}").ShouldBe(new PychronQuestion.SetFlag("BoneFlag", false));
        PychronValveServer.Read("Ping BoneFlag").ShouldBe(new PychronQuestion.PingFlag("BoneFlag"));
        PychronValveServer.Read("{\"command\":\"Ping\",\"device\":\"BoneFlag\"}").ShouldBe(new PychronQuestion.PingFlag("BoneFlag"));
    }

    [Theory]
    [InlineData("Open")]
    [InlineData("GetPressure bone")]
    [InlineData("Set BoneFlag")]
    [InlineData("Set BoneFlag  1")]
    [InlineData("Set BoneFlag on")]
    [InlineData("Ping")]
    public void Wrong_arguments_are_said_to_be_wrong(string request) =>
        PychronValveServer.Read(request).ShouldBeOfType<PychronQuestion.Wrong>().Error.ToString().ShouldStartWith("ERROR 004 : ");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("open A")]
    [InlineData("GetData A")]
    [InlineData("{\"command\": \"Open\"")]
    [InlineData("{\"value\": \"A\"}")]
    [InlineData("{}")]
    public void Hardware_19_What_is_unknown_or_malformed_is_not_answered(string request) => PychronValveServer.Read(request).ShouldBeNull();

    [Fact]
    public void Hardware_19_Ten_thousand_unknown_requests_are_survived()
    {
        var random = new Random(1903);
        for (var n = 0; n < 10_000; n++)
        {
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            PychronValveServer.Read((n % 3 == 0 ? "{" : "") + Encoding.Latin1.GetString(bytes)).ShouldBeNull();
        }
    }

    [Property(MaxTest = 300)]
    public void Whatever_follows_a_word_is_a_question_or_wrong_and_never_fails(string arguments)
    {
        foreach (var word in new[] { "Open", "Set", "GetPressure", "GetStateChecksum", "Ping" })
            PychronValveServer.Read($"{word} {arguments}").ShouldNotBeNull();
    }

    [Fact]
    public void Words_leave_out_what_nobody_can_tell_and_have_their_check()
    {
        PychronWord.Read(PychronValveServer.StateWord(Valves), out _)!.Items.ShouldBe([("A", false), ("B", true), ("T", true)]);
        PychronWord.Read(PychronValveServer.LockWord(Valves), out _)!.Items.ShouldBe([("A", false), ("B", true), ("C", false), ("T", false)]);
        PychronWord.WithoutCheck(PychronValveServer.OwnersWord(Valves), out _).ShouldBe("A,T:10.0.0.5-B,C");
        PychronValveServer.OwnersWord([new("A", null, false, "10.0.0.5", false), new("B", null, false, "", false), new("C", null, false, "", false)]).ShouldBe("10.0.0.5-A:B,C" + PychronWord.WithCheck("10.0.0.5-A:B,C")[^4..]);
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public void Owners_are_as_Pychron_words_them(string body, string check) => PychronWord.WithCheck(body).ShouldBe(body + check);

    public static IEnumerable<object[]> Owners => HardwareVectors.Of("word_crc");

    [Fact]
    public void A_valve_of_which_nobody_can_tell_is_never_said_to_be_closed()
    {
        PychronValveServer.IsOpen("A", ByName).ShouldBe("False");
        PychronValveServer.IsOpen("B", ByName).ShouldBe("True");
        PychronValveServer.IsOpen("C", ByName).ShouldStartWith("ERROR 010 : ");
        PychronValveServer.IsOpen("Z", ByName).ShouldStartWith("ERROR 005 : ");
        PychronValveServer.IsLocked("B", ByName).ShouldBe("True");
        PychronValveServer.IsLocked("Z", ByName).ShouldBe("No Response");
        PychronValveServer.Checksum(["A", "B", "T"], ByName).ShouldBe(PychronStateChecksum.Of([new("A", false, false), new("B", true, true), new("T", true, false, true)]));
        PychronValveServer.Checksum(["A", "C"], ByName).ShouldStartWith("ERROR 010 : ");
        PychronValveServer.Checksum(["A", "Z"], ByName).ShouldStartWith("ERROR 005 : ");
    }

    [Fact]
    public void Shots_are_a_number_or_a_list_of_pairs()
    {
        var shots = new Dictionary<string, int> { ["Cocktail"] = 2, ["Air"] = 31 };
        PychronValveServer.Shots("Air", shots).ShouldBe("31");
        PychronValveServer.Shots("", shots).ShouldBe("[('Air', 31), ('Cocktail', 2)]");
        PychronValveServer.Shots("Helium", shots).ShouldStartWith("ERROR 004 : ");
    }
}
