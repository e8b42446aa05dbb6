using FsCheck.Xunit;
using LabActors.Core.Measurement;

namespace LabActors.Core.Tests.Measurement;

public sealed class PeakCenterTests
{
    private const double Step = 0.0005;

    private static double[] Sweep(double centre, double halfWidth = 0.0075) =>
        [.. Enumerable.Range(0, (int)Math.Round(2 * halfWidth / Step) + 1).Select(i => centre - halfWidth + (i * Step))];

    // A flat top of 6 mV with straight edges of 2 mV.
    private static double Peak(double dac, double centre, double height)
    {
        var d = Math.Abs(dac - centre);
        return height * Math.Clamp((0.005 - d) / 0.002, 0, 1);
    }

    [Property(MaxTest = 200)]
    public void Hardware_34_A_clean_peak_is_centred_well_within_half_a_step_wherever_it_stands(byte shift, byte height)
    {
        var centre = 5.8956 + ((shift - 128) * 1e-5);
        var dacs = Sweep(5.8956);
        var found = PeakCenter.Find(dacs, [.. dacs.Select(d => Peak(d, centre, 10 + height))], 80, 5);
        found.Reason.ShouldBe("");
        found.Center!.Value.ShouldBe(centre, Step / 4);
    }

    [Fact]
    public void Hardware_34_Noise_on_the_flat_top_does_not_move_the_centre_by_more_than_half_a_step()
    {
        const int seed = 4711;
        var random = new Random(seed);
        var dacs = Sweep(5.8956);
        for (var i = 0; i < 100; i++)
        {
            var signal = dacs.Select(d => Peak(d, 5.8961, 100) + (random.NextDouble() - 0.5)).ToArray();
            PeakCenter.Find(dacs, signal, 80, 5).Center!.Value.ShouldBe(5.8961, Step / 2, $"seed {seed}, peak {i}");
        }
    }

    [Theory]
    [InlineData(5.8956)]
    [InlineData(5.8920)]
    [InlineData(5.8995)]
    public void Hardware_34_A_beam_that_drops_during_the_sweep_has_no_centre_and_says_why(double dropsAt)
    {
        var dacs = Sweep(5.8956);
        var found = PeakCenter.Find(dacs, [.. dacs.Select(d => d < dropsAt ? 100 : 0.0)], 80, 5);
        found.Center.ShouldBeNull();
        found.Reason.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(5.8956)]
    [InlineData(5.8936)]
    [InlineData(5.8976)]
    public void Hardware_34_A_beam_that_drops_on_the_peak_has_a_flank_that_is_a_cliff_and_no_centre(double dropsAt)
    {
        var dacs = Sweep(5.8956);
        foreach (var drops in (Func<double, bool>[])[d => d > dropsAt, d => d < dropsAt])
        {
            var found = PeakCenter.Find(dacs, [.. dacs.Select(d => drops(d) ? 0.1 : Peak(d, 5.8956, 100))], 80, 5);
            found.Center.ShouldBeNull();
            found.Reason.ShouldStartWith("the beam has dropped or come back during the sweep");
        }
    }

    [Fact]
    public void The_shape_of_a_flat_top_has_its_flanks_and_its_resolution()
    {
        var dacs = Sweep(5.8956);
        var shape = PeakCenter.Find(dacs, [.. dacs.Select(d => Peak(d, 5.8956, 100))], 80, 5).Shape!;

        // Straight edges from 3 to 5 mV off the centre: 20 % of the height is reached 4.6 mV off it.
        shape.LowDac.ShouldBe(5.8956 - 0.0046, 1e-6);
        shape.HighDac.ShouldBe(5.8956 + 0.0046, 1e-6);
        shape.CenterSignal.ShouldBe(100, 1e-9);
        shape.LowSignal.ShouldBe(20, 1e-9);
        shape.Resolution.ShouldBe(5.8956 / (2 * 0.0092), 0.1);

        // From 95 % (3.1 mV) to 5 % (4.9 mV).
        shape.LowResolvingPower!.Value.ShouldBe(5.8956 / (2 * 0.0018), 0.5);
        shape.HighResolvingPower!.Value.ShouldBe(5.8956 / (2 * 0.0018), 0.5);
    }

    [Fact]
    public void The_order_of_the_sweep_does_not_matter()
    {
        var dacs = Sweep(5.8956);
        var up = PeakCenter.Find(dacs, [.. dacs.Select(d => Peak(d, 5.896, 100))], 80, 5);
        Array.Reverse(dacs);
        PeakCenter.Find(dacs, [.. dacs.Select(d => Peak(d, 5.896, 100))], 80, 5).ShouldBe(up);
    }

    [Theory]
    [InlineData(5.8956, 2, "no peak of 5 fA or more, the highest signal is 2 fA")]
    [InlineData(5.9070, 100, "the maximum is at the edge of the sweep")]
    [InlineData(5.8990, 100, "the sweep does not reach the foot of the peak on the high side")]
    [InlineData(5.8922, 100, "the sweep does not reach the foot of the peak on the low side")]
    public void Hardware_34_What_is_no_whole_peak_has_no_centre_and_says_why(double centre, double height, string reason)
    {
        var dacs = Sweep(5.8956);
        var found = PeakCenter.Find(dacs, [.. dacs.Select(d => Peak(d, centre, height))], 80, 5);
        found.Center.ShouldBeNull();
        found.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Too_few_points_are_no_sweep() => PeakCenter.Find([1, 2, 3], [1, 2, 1], 80, 0.1).Reason.ShouldBe("3 points are too few");
}
