using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

public sealed class TrayMapFileTests
{
    [Fact]
    public void The_holes_of_a_tray_are_read_numbered_or_named()
    {
        var tray = TrayMapFile.Read("# my tray\ncircle, 2.5\n1,3\n1,2,,3,4\n# holes\n0, 1.5\r\n-1.5,0 # left\nmid,0,0\n9,1,1,(1)\n", "two", "two.txt");
        tray.Problems.ShouldBeEmpty();
        tray.HoleSize.ShouldBe(2.5);
        tray.Calibration.ShouldBe(["1", "2", "3", "4"]);
        tray.Positions.ShouldBe([new("1", 0, 1.5), new("2", -1.5, 0), new("mid", 0, 0), new("9", 1, 1)]);
        tray.Find(" mid ").ShouldBe(new TrayPosition("mid", 0, 0));
        tray.Find("3").ShouldBeNull();
    }

    [Theory]
    [InlineData("round,2\n\n\n1,2", 1, "expected circle or square")]
    [InlineData("circle,2\n\n\n1,2\nx,y", 5, "expected x,y or name,x,y in mm")]
    [InlineData("circle,2\n\n\na,1,2\na,3,4", 5, "a second hole 'a'")]
    [InlineData("circle,2\n\n\n", 0, "found no hole")]
    public void What_is_wrong_with_a_tray_is_told_with_its_line(string text, int line, string message)
    {
        var problem = TrayMapFile.Read(text, "two", "two.txt").Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(line);
        problem.Message.ShouldContain(message);
    }
}
