using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Acceptance.Execution;

/// <summary>What a run records besides its data.</summary>
public sealed class RunRecordTests
{
    private static readonly TestScripts Scripts = new()
    {
        Extraction = """
            '''
            eqtime: 15
            sensitivity_multiplier: 1.25
            '''
            def main():
                set_response_recorder_period(1)
                start_response_recorder()
                enable()
                move_to_position('17')
                move_to_position([('1.5', '-2.25')])
                snapshot()
                set_intensity_scalar(2)
                open('X')
                close('X')
                open('W')
                close('W')
                ramp(setpoint=2, duration=2)
                extract(3)
                sleep(4)
                end_extract()
                stop_response_recorder()
                disable()
            """,
        Measurement = """
            def main():
                activate_detectors('H1', 'AX', 'CDD')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
                peak_center('H1', 'Ar40')
                set_zfocus(65)
                action = whiff(ncounts=3, conditionals=[{'attr': 'Ar40', 'teststr': 'Ar40>-1000', 'action': 'run'}])
                multicollect(ncounts=5)
            """,
    };

    [Fact]
    public async Task A_run_records_what_was_asked_done_and_found_about_it()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts);

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));

        var runs = lab.Runs();
        runs.ShouldAllBe(r => r.State == "success", string.Join('\n', runs.Select(r => r.Finished?.Cause)));
        var record = RunRecord.Fold(runs[1].Events);
        var facts = record.Circumstances;
        facts.Provenance!.Version.ShouldNotBeEmpty();
        facts.Provenance.PythonVersion.ShouldStartWith("3.");
        facts.Provenance.Seed.ShouldBe("1");
        facts.SensitivityMultiplier.ShouldBe(1.25);
        facts.IntensityScalarRequested.ShouldBe(2);
        facts.WhiffResult.ShouldBe("run");
        facts.Environment.Select(e => e.When).ShouldBe(["start", "save"]);
        facts.Environment.SelectMany(e => e.Readings).ShouldAllBe(r => r.Quality == "good" && r.Simulated);
        facts.Environment[0].Readings.Single(r => r.Kind == "temperature").Value!.Value.ShouldBe(21.4, 1);
        facts.SpectrometerSettings.Select(s => s.When).ShouldBe(["start", "end"]);
        facts.SettingsAtStart!.Settings!.Trap.ShouldBe(200);
        facts.SettingsAtStart.Settings.Deflections.Count.ShouldBe(6);
        facts.SettingsAtStart.Settings.Unread.ShouldBeEmpty();
        facts.SpectrometerSettings[1].Settings!.Source["ZFocus"].ShouldBe(65);

        var extraction = record.Extraction;
        extraction.Positions.Select(p => (p.Position, p.X, p.Y)).ShouldBe([("17", null, null), ("1.5,-2.25", 1.5, -2.25)]);
        extraction.Outputs.Select(o => (o.Command, o.Value)).ShouldBe([("ramp", 0), ("ramp", 1), ("ramp", 2), ("extract", 3), ("end_extract", 0), ("disable", 0)]);
        extraction.Outputs.ShouldAllBe(o => o.Units == "watts");
        extraction.Response.Count.ShouldBeInRange(6, 20);
        extraction.Response.ShouldContain(r => r.Output == 3 && r.TemperatureCelsius > 1000);
        extraction.Shots.Select(s => (s.Pipette, s.Count)).ShouldBe([("Air", 2)]);
        extraction.PipetteCounts["Air"].ShouldBe(2);
        var snapshot = extraction.Media.Single();
        snapshot.Name.ShouldBe("12345-02_1.jpg");
        snapshot.File.ShouldBeEmpty();
        snapshot.Reason.ShouldContain("no camera");
        record.PeakCenters.Single().Shape!.Resolution.ShouldBeGreaterThan(100);
        record.PeakCenters.Single().Others.Keys.ShouldContain("CDD");
    }

    [Fact]
    public async Task A_cold_finger_a_manometer_and_a_raw_setting_do_what_scripts_ask_of_them()
    {
        var scripts = new TestScripts
        {
            Extraction = """
                def main():
                    start_cryo_recorder()
                    setpoint, kelvin = set_cryo('freeze', block=2)
                    assert setpoint == 78 and abs(kelvin - 78) <= 2, kelvin
                    assert abs(get_cryo_temp(1) - 78) <= 2
                    sleep(5)
                    assert set_cryo(300)[0] == 300
                    stop_cryo_recorder()
                    assert get_manometer_pressure(0) > 0
                    store_manometer_pressure(0)
                """,
            Measurement = """
                def main():
                    raw_spectrometer_command('SetParameter CDD Supply Set,1950.6')
                    activate_detectors('H1')
                    position_magnet('Ar40', 'H1')
                    multicollect(ncounts=2)
                    assert get_intensity('Ar40') == get_intensity('H1') != 0
                    assert get_intensity('nothing') == 0
                """,
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("success", run.Finished!.Cause);
        var record = RunRecord.Fold(run.Events);
        record.Extraction.CryoTemperatures.Count.ShouldBeGreaterThan(50);
        record.Extraction.CryoTemperatures[^1].Kelvin!.Value.ShouldBe(78, 2);
        record.Extraction.Context["manometer_pressure0"].GetDouble().ShouldBeGreaterThan(0);
        record.Circumstances.SpectrometerSettings[^1].Settings!.Source["CDDSupply"].ShouldBe(1950.6);
    }

    [Fact]
    public async Task Settings_that_did_not_change_are_written_once()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var settings = lab.Runs().Single().Of<MeasurementEvents.SpectrometerSettingsRead>().ToArray();
        settings.Select(s => s.When).ShouldBe(["start", "end"]);
        settings.Select(s => s.Sha1).Distinct().Count().ShouldBe(1);
        settings[0].Settings.ShouldNotBeNull();
        settings[1].Settings.ShouldBeNull();
    }
}
