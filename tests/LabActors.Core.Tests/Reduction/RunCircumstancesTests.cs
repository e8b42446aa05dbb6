using System.Collections.Immutable;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

/// <summary>What a run's record keeps beside its data.</summary>
public sealed class RunCircumstancesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly SpectrometerSettings Settings = new(
        ImmutableDictionary<string, double>.Empty.Add("TrapCurrent", 200).Add("ZFocus", 70.5),
        ImmutableDictionary<string, double>.Empty.Add("H1", 0).Add("CDD", -12.25),
        ImmutableDictionary<string, double>.Empty.Add("H1", 1).Add("CDD", 1.01),
        1.048576,
        5.8956,
        ImmutableDictionary<string, string>.Empty);

    [Fact]
    public void Settings_that_are_only_a_hash_are_those_written_before()
    {
        var record = RunRecord.Fold(
        [
            new MeasurementEvents.SpectrometerSettingsRead(Start, "start", Settings.Sha1(), Settings),
            new MeasurementEvents.SpectrometerSettingsRead(Start.AddMinutes(9), "end", Settings.Sha1(), null),
        ]);

        record.Circumstances.SpectrometerSettings.Count.ShouldBe(2);
        record.Circumstances.SpectrometerSettings[1].Settings.ShouldBe(Settings);
        record.Circumstances.SettingsAtStart!.Settings!.Trap.ShouldBe(200);
        record.Circumstances.SettingsAtStart.Settings!.Emission.ShouldBeNull();
    }

    [Fact]
    public void The_hash_knows_every_setting_and_not_where_the_magnet_stands()
    {
        Settings.Sha1().Length.ShouldBe(40);
        (Settings with { MagnetDac = 1 }).Sha1().ShouldBe(Settings.Sha1());
        new[]
        {
            Settings with { Source = Settings.Source.SetItem("ZFocus", 70.6) },
            Settings with { Deflections = Settings.Deflections.SetItem("H1", 1) },
            Settings with { Gains = Settings.Gains.SetItem("H1", 1.1) },
            Settings with { IntegrationSeconds = 0.5 },
            Settings with { Source = Settings.Source.Remove("ZFocus"), Unread = Settings.Unread.Add("ZFocus", "missing") },
        }.Select(s => s.Sha1()).Append(Settings.Sha1()).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void A_gap_ends_when_the_device_answers_again_and_both_are_in_the_log()
    {
        var record = RunRecord.Fold(
        [
            new RunEvents.DeviceUnavailable(Start, "laser", "enable", "silence", 300),
            new RunEvents.DeviceAvailable(Start.AddSeconds(7), "laser", "enable", 7),
            new RunEvents.DeviceUnavailable(Start.AddSeconds(60), "Argus", "magnet", "silence", 300),
        ]);

        record.Circumstances.Gaps.Select(g => (g.Device, g.EndedAfterSeconds)).ShouldBe([("laser", 7.0), ("Argus", null)]);
        record.Log.Select(l => l.Level).ShouldAllBe(l => l == "warning");
        record.Log.Count.ShouldBe(3);
    }

    [Fact]
    public void What_happened_in_the_extraction_is_kept_in_order()
    {
        var record = RunRecord.Fold(
        [
            new ExtractionEvents.PositionReached(Start, "17", null, null, null, false),
            new ExtractionEvents.OutputSet(Start.AddSeconds(1), 2.5, "watts", "extract"),
            new ExtractionEvents.ResponseSampled(Start.AddSeconds(2), 2.49, "watts", 1147, "good"),
            new ExtractionEvents.ShotTaken(Start.AddSeconds(3), "Air", 1041, false),
            new ExtractionEvents.MediaRequested(Start.AddSeconds(4), "snapshot", "12345-01_17.jpg", "", "no camera"),
            new ExtractionEvents.PipetteCountsRead(Start.AddSeconds(5), ImmutableDictionary<string, int>.Empty.Add("Air", 1041)),
        ]);

        record.Extraction.Positions.Single().Position.ShouldBe("17");
        record.Extraction.Outputs.Single().Value.ShouldBe(2.5);
        record.Extraction.Response.Single().TemperatureCelsius.ShouldBe(1147);
        record.Extraction.Shots.Single().Count.ShouldBe(1041);
        record.Extraction.PipetteCounts["Air"].ShouldBe(1041);
        record.Log.ShouldContain(l => l.Level == "warning" && l.Text.Contains("no camera", StringComparison.Ordinal));
    }
}
