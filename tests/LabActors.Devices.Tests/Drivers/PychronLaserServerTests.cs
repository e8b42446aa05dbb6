using LabActors.Devices.Drivers.Pychron;

namespace LabActors.Devices.Tests.Drivers;

public sealed class PychronLaserServerTests
{
    public static TheoryData<string, PychronLaserQuestion> Requests => new()
    {
        { "Enable\r\n", new PychronLaserQuestion.Enable(true) },
        { "Disable", new PychronLaserQuestion.Enable(false) },
        { "SetLaserPower 12.5", new PychronLaserQuestion.SetOutput(12.5, "") },
        { "{\"command\":\"SetLaserOutput\",\"value\":3,\"units\":\"watts\"}", new PychronLaserQuestion.SetOutput(3, "watts") },
        { "GoToHole 12,True", new PychronLaserQuestion.MoveTo("12", true) },
        { "GoToHole 12", new PychronLaserQuestion.MoveTo("12", false) },
        { "GoToNamedPosition parking", new PychronLaserQuestion.MoveTo("parking", false) },
        { "SetXY 1.5,-2", new PychronLaserQuestion.MoveTo("1.5,-2", false) },
        { "SetZ 3", new PychronLaserQuestion.SetMotor("z", 3) },
        { "SetBeamDiameter 2", new PychronLaserQuestion.SetMotor("beam", 2) },
        { "SetMotor attenuator,3", new PychronLaserQuestion.SetMotor("attenuator", 3) },
        { "DoPattern spiral,30", new PychronLaserQuestion.BeginPattern("spiral") },
        { "AbortJog", new PychronLaserQuestion.EndPattern() },
        { "SetSampleHolder 221-hole", new PychronLaserQuestion.Perform("set_tray", "tray", "221-hole") },
        { "SetLight 50", new PychronLaserQuestion.Perform("set_light", "value", "50") },
        { "Prepare", new PychronLaserQuestion.Perform("prepare", "", "") },
        { "GetPosition", new PychronLaserQuestion.Read(PychronLaserValue.Position) },
        { "GetDriveMoving", new PychronLaserQuestion.Read(PychronLaserValue.Moving) },
        { "GetMotorMoving beam", new PychronLaserQuestion.Read(PychronLaserValue.Moving) },
        { "IsJogging", new PychronLaserQuestion.Read(PychronLaserValue.Patterning) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Requests_of_the_laser_protocol_are_known(string request, PychronLaserQuestion question) => PychronLaserServer.Read(request).ShouldBe(question);

    [Theory]
    [InlineData("SetLaserPower full")]
    [InlineData("SetLaserPower NaN")]
    [InlineData("SetXY 1")]
    [InlineData("SetXY 1,north")]
    [InlineData("SetMotor beam")]
    [InlineData("GoToHole")]
    [InlineData("DoPattern")]
    public void Wrong_arguments_are_said_to_be_wrong(string request) => PychronLaserServer.Read(request).ShouldBeOfType<PychronLaserQuestion.Wrong>().Error.Code.ShouldBe(4);

    [Theory]
    [InlineData("Fire")]
    [InlineData("Snapshot a,jpg")]
    [InlineData("")]
    [InlineData("{\"value\":1}")]
    public void What_is_unknown_is_not_answered(string request) => PychronLaserServer.Read(request).ShouldBeNull();

    [Theory]
    [InlineData("1.5,-2", "1.50000,-2.00000,0.00000")]
    [InlineData("1,2,3.123456", "1.00000,2.00000,3.12346")]
    [InlineData("12", null)]
    [InlineData("", null)]
    [InlineData("1,2,3,4", null)]
    public void Positions_are_three_coordinates_or_none(string position, string? text) => PychronLaserServer.Position(position).ShouldBe(text);
}
