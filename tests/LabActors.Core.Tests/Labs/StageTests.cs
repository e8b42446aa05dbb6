using FsCheck.Xunit;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

public sealed class StageTests
{
    [Fact]
    public void A_tray_is_moved_and_turned_counterclockwise()
    {
        var (x, y) = new StageCalibration(100, 50, 90).ToStage(10, 2);
        (x, y).ShouldBe((98, 60), new PointComparer());
        StageCalibration.None.ToStage(3, 4).ShouldBe((3, 4));
    }

    [Property]
    public void Distances_stay(short x, short y, short degrees)
    {
        var (sx, sy) = new StageCalibration(7, -3, degrees).ToStage(x, y);
        Math.Sqrt(Math.Pow(sx - 7, 2) + Math.Pow(sy + 3, 2)).ShouldBe(Math.Sqrt(((double)x * x) + ((double)y * y)), 1e-6);
    }

    [Fact]
    public void Points_of_a_pattern_are_read_with_their_rests()
    {
        var pattern = PatternFile.Read("# a corner\n0, 0.5\r\n1,-1, 2.5 # rests\n\n", "corner", "corner.csv");
        pattern.Problems.ShouldBeEmpty();
        pattern.Points.ShouldBe([new PatternPoint(0, 0.5, TimeSpan.Zero), new PatternPoint(1, -1, TimeSpan.FromSeconds(2.5))]);
    }

    [Theory]
    [InlineData("1", 1, "found '1', expected x,y or x,y,seconds in mm and s")]
    [InlineData("0,0\n1,b", 2, "found '1,b', expected x,y or x,y,seconds in mm and s")]
    [InlineData("0,0,-1", 1, "found '0,0,-1', expected x,y or x,y,seconds in mm and s")]
    [InlineData("# nothing", 0, "found no point, expected lines x,y or x,y,seconds")]
    public void What_is_no_point_is_told_with_its_line(string text, int line, string message)
    {
        var problem = PatternFile.Read(text, "p", "p.csv").Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line, problem.Message).ShouldBe(("p.csv", line, message));
    }

    private sealed class PointComparer : IEqualityComparer<(double X, double Y)>
    {
        public bool Equals((double X, double Y) one, (double X, double Y) other) => Math.Abs(one.X - other.X) < 1e-9 && Math.Abs(one.Y - other.Y) < 1e-9;

        public int GetHashCode((double X, double Y) point) => 0;
    }
}
