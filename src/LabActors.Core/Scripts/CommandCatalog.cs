using System.Collections.Frozen;
using System.Collections.Immutable;
using static LabActors.Core.Scripts.CommandNature;
using static LabActors.Core.Scripts.ScriptCapability;

namespace LabActors.Core.Scripts;

/// <summary>
/// The vocabulary of scripts: every command with its parameters, its kinds, its nature and what it needs. Signatures
/// are those of Pychron's commands without the internal <c>calc_time</c>. Post-measurement scripts have the extraction
/// commands too, which Pychron forgot to give them; measurement scripts have those of every spectrometer, and what a
/// spectrometer cannot do is refused when the queue is checked.
/// </summary>
public static class CommandCatalog
{
    private static readonly ImmutableHashSet<ScriptKind> Every =
        [ScriptKind.Extraction, ScriptKind.Measurement, ScriptKind.PostEquilibration, ScriptKind.PostMeasurement];

    private static readonly ImmutableHashSet<ScriptKind> Line =
        [ScriptKind.Extraction, ScriptKind.PostEquilibration, ScriptKind.PostMeasurement];

    private static readonly ImmutableHashSet<ScriptKind> Measuring = [ScriptKind.Measurement];

    private static readonly ImmutableHashSet<ScriptKind> Measured = [ScriptKind.Measurement, ScriptKind.PostMeasurement];

    private const string ValveArguments = "name=None, description='', cancel_on_failed_actuation=True, ntries=100";

    /// <summary>Every command, in the order of the reference.</summary>
    public static ImmutableArray<CommandDefinition> All { get; } =
    [
        // common to every kind
        Define(Every, Local, None, "info(message=None)"),
        Define(Every, Wait, None, "sleep(duration=0, message=None)"),
        Define(Every, Wait, None, "delay(duration=0, message=None)"),
        Define(Every, Local, None, "gosub(name, root=None, klass=None, argv=None, **kw)"),
        Define(Every, Local, None, "begin_interval(duration, name=None)"),
        Define(Every, Wait, None, "complete_interval()"),
        Define(Every, Wait, None, "interval(dur)"),
        Define(Every, Local, None, "cancel()"),
        Define(Every, Local, None, "abort()"),
        Define(Every, Local, None, "exit()"),
        Define(Every, Wait, None, "safe_while(func, timeout=60, period=1)"),

        // valves
        Define(Every, IdempotentSet, Valves, $"open({ValveArguments})"),
        Define(Every, IdempotentSet, Valves, $"close({ValveArguments})"),
        Define(Every, Query, Valves, "is_open(name=None, description='')"),
        Define(Every, Query, Valves, "is_closed(name=None, description='')"),
        Define(Every, IdempotentSet, Valves, "lock(name=None, description='')"),
        Define(Every, IdempotentSet, Valves, "unlock(name=None, description='')"),

        // position, laser, furnace
        Define(Line, IdempotentSet, ExtractionDevice, "move_to_position(position='', autocenter=True, block=True)"),
        Define(Line, OneShot, ExtractionDevice, "extract(power='', units='', block=None, position=None)"),
        Define(Line, IdempotentSet, ExtractionDevice, "end_extract()"),
        Define(Line, OneShot, Laser, "fire_laser()"),
        Define(Line, IdempotentSet, ExtractionDevice, "enable()"),
        Define(Line, IdempotentSet, ExtractionDevice, "disable()"),
        Define(Line, IdempotentSet, ExtractionDevice, "prepare()"),
        Define(Line, IdempotentSet, ExtractionDevice, "warmup(block=False)"),
        Define(Line, OneShot, ExtractionDevice, "ramp(start=0, setpoint=0, duration=0, rate=0, period=1)"),
        Define(Line, OneShot, Patterns, "execute_pattern(pattern='', block=True, duration=None)"),
        Define(Line, IdempotentSet, ExtractionDevice, "set_tray(tray='')"),
        Define(Line, IdempotentSet, StageMotors, "set_motor(name='', value='')"),
        Define(Line, IdempotentSet, StageMotors, "set_motor_lock(name='', value='')"),
        Define(Line, IdempotentSet, StageMotors, "set_x(value, velocity='')"),
        Define(Line, IdempotentSet, StageMotors, "set_y(value, velocity='')"),
        Define(Line, IdempotentSet, StageMotors, "set_z(value, velocity='')"),
        Define(Line, IdempotentSet, StageMotors, "set_xy(value, velocity='')"),
        Define(Line, IdempotentSet, Camera, "autofocus(set_zoom=True)"),
        Define(Line, IdempotentSet, Camera, "set_light(value='')"),
        Define(Line, IdempotentSet, Camera, "lighting(value=75)"),
        Define(Line, OneShot, Camera, "snapshot(name='', prefix='', view_snapshot=False, pic_format='.jpg')"),
        Define(Line, IdempotentSet, Camera, "start_video_recording(name='video')"),
        Define(Line, IdempotentSet, Camera, "stop_video_recording(save_db=True)"),
        Define(Line, IdempotentSet, Camera, "video_recording(name='video')"),
        Define(Line, IdempotentSet, Camera, "start_grain_polygon()"),
        Define(Line, IdempotentSet, Camera, "stop_grain_polygon()"),
        Define(Line, IdempotentSet, Camera, "grain_polygon()"),
        Define(Line, Query, Camera, "acquire_grain_polygon_blob()"),
        Define(Line, OneShot, Laser, "power_map(cx, cy, padding, bd, power)"),
        Define(Line, OneShot, Furnace, "dump_sample()"),
        Define(Line, OneShot, Furnace, "drop_sample(position='')"),
        Define(Line, IdempotentSet, Furnace, "set_pid_parameters(v)"),
        Define(Line, IdempotentSet, ExtractionDevice, "start_response_recorder()"),
        Define(Line, IdempotentSet, ExtractionDevice, "stop_response_recorder()"),
        Define(Line, IdempotentSet, ExtractionDevice, "set_response_recorder_period(p)"),
        Define(Line, Query, ExtractionDevice, "check_reached_setpoint()"),
        Define(Line, Local, Furnace, "begin_heating_interval(duration, min_rise_rate=None, check_time=60, check_delay=60, check_period=1, temperature=None, timeout=300, tol=10, name=None)"),
        Define(Line, IdempotentSet, ExtractionDevice, "wake()"),
        Define(Line, OneShot, LasconScripts, "load_and_execute_lascon_script(scriptnumber, block=True)"),

        // pipettes
        Define(Line, OneShot, Pipette, "extract_pipette(identifier='', timeout=300)"),
        Define(Line, OneShot, Pipette, "load_pipette(identifier, timeout=300)"),

        // gauges, cryostat, devices
        Define(Line, Query, Gauges, "get_pressure(controller, gauge)"),
        Define(Line, Query, Manometer, "get_manometer_pressure(idx=0)"),
        Define(Line, Query, Manometer, "store_manometer_pressure(idx=0)"),
        Define(Line, IdempotentSet, Cryostat, "set_cryo(value, device_name=None, block=False, delay=1)"),
        Define(Line, Query, Cryostat, "get_cryo_temp(value=1)"),
        Define(Line, IdempotentSet, Cryostat, "start_cryo_recorder()"),
        Define(Line, IdempotentSet, Cryostat, "stop_cryo_recorder()"),
        Define(Line, Local, NamedDevices, "get_device(name)"),
        Define(Line, Local, None, "get_value(name)"),
        Define(Line, Local, None, "set_intensity_scalar(v)"),

        // shared resources and waits
        Define(Line, IdempotentSet, Resources, "acquire(name=None, clear=False)"),
        Define(Line, IdempotentSet, Resources, "release(name=None)"),
        Define(Line, Wait, Resources, "wait(name=None, criterion=0)"),
        Define(Line, IdempotentSet, Resources, "set_resource(name=None, value=1)"),
        Define(Line, Query, Resources, "get_resource_value(name=None)"),
        Define(Line, Wait, None, "waitfor(func_or_tuple, start_message='', end_message='', check_period=1, timeout=0, func_kw=None)"),
        Define(Line, Wait, None, "pause(delay=2)"),

        // UV laser
        Define(Line, IdempotentSet, Uv, "set_reprate(value='')"),
        Define(Line, OneShot, Uv, "drill_point(value='', name='')"),
        Define(Line, OneShot, Uv, "trace_path(name='', value='', kind='continuous')"),

        // acquisition
        Define(Measuring, Acquisition, Spectrometer, "sniff(ncounts=0, integration_time=1.04, block=True)"),
        Define(Measuring, Acquisition, Spectrometer, "measure_equilibration(ncounts=0, integration_time=1.04, block=True)"),
        Define(Measuring, Acquisition, Spectrometer, "multicollect(ncounts=200, integration_time=1.04)"),
        Define(Measuring, Acquisition, Spectrometer, "baselines(ncounts=1, mass=None, detector='', use_dac=False, integration_time=1.04, settling_time=4, check_conditionals=True)"),
        Define(Measuring, Acquisition, Spectrometer, "whiff(ncounts=0, conditionals=None)"),
        Define(Measuring, Local, None, "load_hops(p)"),
        Define(Measuring, Local, Spectrometer, "define_hops(hops=None)"),
        Define(Measuring, Acquisition, Spectrometer, "peak_hop(ncycles=5, hops=None, mftable=None)"),
        Define(Measuring, Acquisition, Spectrometer, "peak_center(detector='', isotope='', integration_time=1.04, save=True, directions='Increase', config_name='default')"),
        Define(Measuring, Acquisition, Spectrometer, "generate_ic_mftable(detectors, refiso='Ar40', peak_center_config='', n=1)"),
        Define(Measuring, Acquisition, Spectrometer, "generate_peakhop_mftable(pairs, peak_center_config='', n=1)"),
        Define(Measuring, Local, Spectrometer, "coincidence()"),
        Define(Measured, Query, Spectrometer, "get_intensity(name)"),
        Define(Measuring, Wait, None, "measurement_delay(duration=None, message=None)"),
        Define(Measuring, Acquisition, Spectrometer, "sink_data(n=100, delay=1, root=None, buffer_delay=5)"),
        Define(Measuring, Acquisition, Quadera, "measure()"),
        Define(Measuring, IdempotentSet, Quadera, "opc_command(command, value)"),

        // equilibration
        Define(Measuring, Equilibration, Spectrometer, "equilibrate(eqtime=20, inlet=None, outlet=None, do_post_equilibration=True, close_inlet=True, delay=3)"),
        Define(Measuring, Local, None, "post_equilibration(block=False)"),

        // positioning, detectors, configuration
        Define(Measuring, IdempotentSet, Spectrometer, "activate_detectors(*dets, peak_center=False)"),
        Define(Measuring, Local, Spectrometer, "define_detectors(isotope, det)"),
        Define(Measuring, IdempotentSet, Spectrometer, "position_magnet(pos, detector='AX', use_dac=False, for_collection=True)"),
        Define(Measuring, IdempotentSet, HighVoltage, "position_hv(pos, detector='AX')"),
        Define(Measuring, IdempotentSet, Spectrometer, "set_integration_time(v)"),
        Define(Measuring, Local, None, "set_time_zero(offset=0)"),
        Define(Measuring, Local, None, "set_ncounts(ncounts=0)"),
        Define(Measuring, Local, None, "set_isotope_group(name)"),
        Define(Measuring, Local, None, "reset_data()"),
        Define(Measuring, IdempotentSet, Spectrometer, "reset_measurement(detectors=None)"),
        Define(Measuring, IdempotentSet, Spectrometer, "set_spectrometer_configuration(name)"),
        Define(Measuring, OneShot, Spectrometer, "raw_spectrometer_command(command)"),

        // fits and conditionals
        Define(Measuring, Local, None, "set_fits(*fits)"),
        Define(Measuring, Local, None, "set_baseline_fits(*fits)"),
        Define(Measuring, Local, None, "add_termination(attr, teststr, start_count=0, frequency=10, window=0, mapper='', ntrips=1)"),
        Define(Measuring, Local, None, "add_cancelation(attr, teststr, start_count=0, frequency=10, window=0, mapper='', ntrips=1)"),
        Define(Measuring, Local, None, "add_truncation(attr, teststr, start_count=0, frequency=10, ntrips=1, abbreviated_count_ratio=1.0)"),
        Define(Measuring, Local, None, "add_action(attr, teststr, start_count=0, frequency=10, ntrips=1, action=None, resume=False)"),
        Define(Measuring, Local, None, "clear_conditionals()"),
        Define(Measuring, Local, None, "clear_terminations()"),
        Define(Measuring, Local, None, "clear_truncations()"),
        Define(Measuring, Local, None, "clear_actions()"),
        Define(Measuring, Query, None, "is_last_run()"),
        Define(Measuring, Local, None, "extraction_gosub(name, root=None, klass=None, argv=None, **kw)"),

        // deflections and source of Argus and Helix
        Define(Measuring, IdempotentSet, DetectorDeflections, "set_deflection(detname, v='')"),
        Define(Measuring, Query, DetectorDeflections, "get_deflection(detname)"),
        Define(Measuring, IdempotentSet, DetectorDeflections, "set_deflections()"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_ysymmetry(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_zsymmetry(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_zfocus(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_extraction_focus(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_extraction_symmetry(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_extraction_lens(v)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_cdd_operating_voltage(v='')"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_source_optics(**kw)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_source_parameters(**kw)"),
        Define(Measuring, IdempotentSet, SourceParameters, "set_accelerating_voltage(v='')"),

        // what the host itself reports: the end of a child script, a call of a device got by get_device
        Define([], Local, None, "gosub_end(name, outcome, error=None)"),
        Define([], OneShot, NamedDevices, "device_call(device, method, *args, **kw)"),
    ];

    private static readonly FrozenDictionary<string, CommandDefinition> ByName =
        All.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<ScriptKind, ImmutableArray<CommandDefinition>> ByKind =
        Every.ToFrozenDictionary(kind => kind, kind => All.Where(c => c.Kinds.Contains(kind)).ToImmutableArray());

    /// <summary>For a UV laser the third argument of <c>extract</c> is a position, not <c>block</c>.</summary>
    private static readonly CommandDefinition UvExtract =
        Define(Line, OneShot, ExtractionDevice, "extract(power='', units='', position=None, block=None)");

    /// <summary>Names of 2011 to 2015 and the command that each is today.</summary>
    public static FrozenDictionary<string, string> LegacyNames { get; } = new Dictionary<string, string>
    {
        ["regress"] = "set_fits",
        ["clear_conditions"] = "clear_conditionals",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The commands that a script of that kind may call.</summary>
    public static ImmutableArray<CommandDefinition> For(ScriptKind kind) => ByKind[kind];

    /// <summary>The command of that name, whatever the kind; null when there is none.</summary>
    /// <param name="name">The name as the script wrote it.</param>
    /// <param name="uv">True when the run's extraction device is a UV laser.</param>
    public static CommandDefinition? Find(string name, bool uv = false) =>
        uv && name == "extract" ? UvExtract : ByName.GetValueOrDefault(name);

    private static CommandDefinition Define(
        ImmutableHashSet<ScriptKind> kinds, CommandNature nature, ScriptCapability capability, string signature)
    {
        var (name, parameters) = CommandSignature.Parse(signature);
        return new CommandDefinition(name, parameters, nature, capability, kinds);
    }
}
