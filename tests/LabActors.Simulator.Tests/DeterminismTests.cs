using System.Text.Json;
using FsCheck.Xunit;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Tests;

/// <summary>The same seed and the same commands at the same instants give the same digits, whatever else is read or asked.</summary>
public sealed class DeterminismTests
{
    [Property(MaxTest = 25)]
    public void One_long_step_is_many_short_ones(int seed)
    {
        var one = new Bench(Bench.Demo);
        var many = new Bench(Bench.Demo);
        var random = new Random(seed);
        for (var action = 0; action < 40; action++)
        {
            var valve = one.Lab.Valves[random.Next(one.Lab.Valves.Length)].Name;
            var open = random.Next(3) > 0;
            var seconds = random.NextDouble() * 60;
            one.Line.Actuate(valve, open);
            many.Line.Actuate(valve, open);
            var end = one.Time.GetUtcNow().AddSeconds(seconds);
            for (var step = 0; step < 10; step++)
            {
                many.Pass(seconds / 11);

                // An event that the gas does not feel: it is carried forward to here.
                many.Laser.MoveTo($"{action}-{step}");
            }

            one.Time.GoTo(end);
            many.Time.GoTo(end);
        }

        // Rounding is relative to all the gas there is: a full tank on the pumps leaves its last digits behind.
        var total = one.Lab.Simulation!.Tanks.Aggregate(default(GasAmounts), (sum, t) => sum + t.Amounts);
        foreach (var volume in one.Lab.Volumes)
        {
            var (a, b) = (one.Line.Amounts(volume.Name), many.Line.Amounts(volume.Name));
            for (var gas = 0; gas < GasAmounts.Count; gas++)
            {
                b[gas].ShouldBe(a[gas], (Math.Abs(a[gas]) * 1e-10) + (total[gas] * 1e-15), $"seed {seed}, {volume.Name}, {GasAmounts.Names[gas]}");
            }
        }
    }

    [Fact]
    public void Reading_in_between_changes_no_digit()
    {
        var silent = Script(new Bench(Bench.Demo), _ => { });
        var watched = Script(new Bench(Bench.Demo), bench =>
        {
            bench.Argus.ReadIntensities();
            bench.Line.ReadPressure("bone_micro_ion_controller", "IG");
            bench.Line.Amounts("bone");
        });
        watched.ShouldBe(silent);
    }

    [Fact]
    public void Commands_at_one_instant_may_come_in_any_order()
    {
        var forward = new Bench(Bench.Demo);
        var backward = new Bench(Bench.Demo);
        foreach (var bench in new[] { forward, backward })
        {
            GasTests.AirShot(bench);
        }

        forward.Open("ABCDEFGRO");
        backward.Open("ORGFEDCBA");
        forward.Pass(0.3);
        backward.Pass(0.3);
        forward.Close("EGR");
        backward.Close("RGE");
        forward.Pass(7);
        backward.Pass(7);
        foreach (var volume in forward.Lab.Volumes)
        {
            backward.Line.Amounts(volume.Name).ShouldBe(forward.Line.Amounts(volume.Name));
        }
    }

    [Fact]
    public void Another_seed_gives_other_noise_and_the_same_gas()
    {
        var one = new Bench(Bench.Demo, 1);
        var two = new Bench(Bench.Demo, 2);
        foreach (var bench in new[] { one, two })
        {
            GasTests.AirShot(bench);
            bench.Equilibrate();
        }

        two.Line.Amounts("spectrometer").ShouldBe(one.Line.Amounts("spectrometer"));
        two.Argus.ReadIntensities().Detectors["H1"].ShouldNotBe(one.Argus.ReadIntensities().Detectors["H1"]);
    }

    [Fact]
    public void A_laboratory_restored_from_its_snapshot_gives_the_same_digits()
    {
        var straight = Script(new Bench(Bench.Demo), _ => { });
        var restarted = Script(new Bench(Bench.Demo), bench =>
        {
            var json = JsonSerializer.Serialize(bench.Laboratory.Snapshot());
            var state = JsonSerializer.Deserialize<SimulationState>(json).ShouldNotBeNull();
            bench.Replace(SimulatedLaboratory.Restore(bench.Lab, bench.Lab.Simulation!, state, bench.Time));
        });
        restarted.ShouldBe(straight);
    }

    [Fact]
    public void A_clock_that_starts_anew_keeps_the_gas_as_it_was()
    {
        var bench = new Bench(Bench.Demo);
        GasTests.AirShot(bench);
        bench.Close("W");
        var kept = bench.Laboratory.Snapshot();
        var restored = SimulatedLaboratory.Restore(bench.Lab, bench.Lab.Simulation!, kept, new ManualTime());
        restored.Line.Amounts("air-tank").ShouldBe(bench.Line.Amounts("air-tank"));
        restored.Line.IsOpen("W").ShouldBeFalse();
    }

    [Fact]
    public void Noise_is_a_function_of_seed_channel_and_instant()
    {
        var noise = new KeyedNoise(7);
        noise.Gaussian("H1", 123).ShouldBe(new KeyedNoise(7).Gaussian("H1", 123));
        double[] others = [noise.Gaussian("H1", 124), noise.Gaussian("H2", 123), new KeyedNoise(8).Gaussian("H1", 123)];
        others.ShouldAllBe(o => o != noise.Gaussian("H1", 123));
    }

    [Fact]
    public void Noise_has_the_moments_that_it_should_have()
    {
        var noise = new KeyedNoise(7);
        const int n = 100_000;
        var gauss = Enumerable.Range(0, n).Select(i => noise.Gaussian("g", i)).ToArray();
        gauss.Average().ShouldBe(0, 4 / Math.Sqrt(n));
        gauss.Average(g => g * g).ShouldBe(1, 4 * Math.Sqrt(2.0 / n));
        gauss.Average(g => g * g * g * g).ShouldBe(3, 4 * Math.Sqrt(96.0 / n));
        gauss.Zip(gauss.Skip(1), (a, b) => a * b).Average().ShouldBe(0, 4 / Math.Sqrt(n));
        foreach (var mean in new[] { 0.3, 12.0, 400.0 })
        {
            var counts = Enumerable.Range(0, n).Select(i => noise.Poisson(mean, "p", i)).ToArray();
            counts.Average().ShouldBe(mean, 4 * Math.Sqrt(mean / n));
            counts.Average(c => (c - mean) * (c - mean)).ShouldBe(mean, mean * 0.03);
        }
    }

    /// <summary>An hour of work with every reading kept; <paramref name="between"/> happens at every step.</summary>
    private static List<double> Script(Bench bench, Action<Bench> between)
    {
        var readings = new List<double>();
        void Wait(double seconds)
        {
            bench.Pass(seconds / 2);
            between(bench);
            bench.Pass(seconds / 2);
        }

        bench.PumpOut();
        bench.Laser.Enable();
        bench.Laser.MoveTo("3");
        foreach (var watts in new[] { 1.5, 2.0, 3.0 })
        {
            bench.Laser.SetOutput(watts, "watts");
            Wait(20);
        }

        bench.Laser.Disable();
        Wait(60);
        bench.Equilibrate();
        bench.Argus.SetIntegrationTime(2);
        for (var i = 0; i < 50; i++)
        {
            Wait(1.048576);
            readings.AddRange(bench.Argus.ReadIntensities().Detectors.OrderBy(d => d.Key).Select(d => d.Value));
            readings.Add(bench.Line.ReadPressure("bone_micro_ion_controller", "IG"));
        }

        return readings;
    }
}
