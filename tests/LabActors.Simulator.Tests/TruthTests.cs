using System.Text.Json;

namespace LabActors.Simulator.Tests;

/// <summary>What a laboratory exports of what it hides.</summary>
public sealed class TruthTests
{
    [Fact]
    public void The_truth_is_what_the_parts_would_say_if_they_were_perfect()
    {
        var bench = new Bench(Bench.Demo);
        GasTests.AirShot(bench);
        bench.Equilibrate();
        bench.Laser.MoveTo("3");
        bench.Laser.Enable();
        bench.Laser.SetOutput(2, "watts");
        bench.Laboratory.Cryostats["Cold Finger"].SetTemperature(78);
        bench.Pass(30);

        var truth = bench.Laboratory.Truth();

        truth.Instant.ShouldBe(bench.Time.GetUtcNow());
        foreach (var volume in bench.Lab.Volumes)
        {
            for (var gas = 0; gas < 6; gas++)
            {
                truth.Volumes[volume.Name].Mol[gas].ShouldBeNear(bench.In(volume.Name)[gas], 1e-12);
            }
        }

        truth.Valves.Where(v => v.Value).Select(v => v.Key).ShouldBe(["W"]);
        truth.Spectrometers["Argus"].Detectors["H1"].BeamFa.ShouldBeNear(bench.In("spectrometer").Ar40 * 2e16, 1e-12);
        truth.Spectrometers["Argus"].Detectors["H1"].CentersDac["Ar40"].ShouldBe(5.8959, 1e-4);
        truth.ExtractionDevices["Fusions CO2"].Kelvin.ShouldBe(1195, 1e-9);
        truth.CryostatsKelvin["Cold Finger"].ShouldBe(78 + (217 * Math.Exp(-0.5)), 1e-9);
        var sample = truth.Samples.Single(s => s.Name == "FC-2");
        sample.AgeMa.ShouldBe(28.201);
        var whole = new Bench(Bench.Demo);
        whole.Laser.MoveTo("3");
        var left = sample.LeftMol["3"].Ar39 / whole.Laboratory.Truth().Samples.Single(s => s.Name == "FC-2").LeftMol["3"].Ar39;
        (left + (bench.In("laser-stage").Ar39 / whole.Laboratory.Truth().Samples.Single(s => s.Name == "FC-2").LeftMol["3"].Ar39)).ShouldBe(1, 1e-9);
        left.ShouldBeInRange(0.01, 0.99);
    }

    [Fact]
    public void Asking_for_the_truth_changes_no_digit()
    {
        Bench asked = new(Bench.Demo), silent = new(Bench.Demo);
        foreach (var bench in new[] { asked, silent })
        {
            GasTests.AirShot(bench);
            bench.Open("R");
        }

        for (var i = 0; i < 10; i++)
        {
            asked.Pass(1);
            asked.Laboratory.Truth();
        }

        silent.Time.GoTo(asked.Time.GetUtcNow());
        asked.In("spectrometer").ShouldBe(silent.In("spectrometer"));
        asked.Argus.ReadIntensities().Detectors.ShouldBe(silent.Argus.ReadIntensities().Detectors, ignoreOrder: true);
        JsonSerializer.Serialize(asked.Laboratory.Snapshot()).ShouldBe(JsonSerializer.Serialize(silent.Laboratory.Snapshot()));
    }

    [Fact]
    public void It_is_written_as_JSON_to_the_last_digit()
    {
        var bench = new Bench(Bench.Demo);
        GasTests.AirShot(bench);
        using var json = JsonDocument.Parse(bench.Laboratory.Truth().ToJson());
        var air = json.RootElement.GetProperty("volumes").GetProperty("minibone").GetProperty("mol");
        air.GetProperty("ar40").GetDouble().ShouldBe(bench.Laboratory.Truth().Volumes["minibone"].Mol.Ar40);
        json.RootElement.GetProperty("valves").GetProperty("W").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("seed").GetUInt64().ShouldBe(Bench.Seed);
    }
}
