using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Actors.Instruments;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands that take readings, equilibrate, and position the beam.</summary>
internal static class MeasurementCommands
{
    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "sniff" or "measure_equilibration" => Acquire(call, "sniff", Counts(call, 0), Session(call).IntegrationSeconds, block: call.Args.Flag("block")),
        "multicollect" => Acquire(call, "signal", Session(call).Abbreviate(Counts(call, 200)), call.Args.Number("integration_time", 1.04)),
        "baselines" => Baselines(call),
        "whiff" => Whiff(call),
        "peak_hop" => PeakHop(call),
        "peak_center" => PeakCenters(call, [(call.Args.Text("detector"), call.Args.Text("isotope"))], call.Args.Flag("save")),
        "generate_ic_mftable" => PeakCenters(
            call, [.. call.Args.Names("detectors").Select(d => (d, call.Args.Text("refiso")))], save: true),
        "generate_peakhop_mftable" => PeakCenters(call, Pairs(call), save: true),
        "equilibrate" => Equilibrate(call),
        "post_equilibration" => new CommandPlan.StartPostEquilibration(call.Args.Flag("block")),
        "activate_detectors" => Activate(call),
        "define_detectors" => Define(call),
        "position_magnet" => Position(call),
        "set_integration_time" => IntegrationTime(call),
        "set_ncounts" => new CommandPlan.ChangeCounts(Counts(call, 0)),
        "get_intensity" => new CommandPlan.Answer(Json.Of(Intensity(call)), []),
        "reset_measurement" => Reset(call),
        _ => null,
    };

    /// <summary>As it was when the command was requested.</summary>
    private static MeasurementSession Session(CommandCall call) => call.Resumed?.Session ?? call.Run.Measurement;

    /// <summary>Newest intensity of a detector, or of an isotope on the detector that collects it; 0 when nothing of that name was measured.</summary>
    private static double Intensity(CommandCall call)
    {
        var (session, name) = (Session(call), call.Args.Text("name"));
        var detector = call.Instrument.FindDetector(name)?.Name ?? session.IsotopeOfDetector.FirstOrDefault(d => LabNames.Same(d.Value, name)).Key ?? name;
        return (call.Resumed?.Analysis ?? call.Run.Analysis).Current.GetValueOrDefault(detector);
    }

    private static int Counts(CommandCall call, int missing) => Math.Max(0, (int)call.Args.Number("ncounts", missing));

    private static CommandPlan Acquire(
        CommandCall call,
        string kind,
        int counts,
        double integrationSeconds,
        AcquisitionActor.Positioning? position = null,
        bool block = true,
        JsonElement? result = null,
        SeriesTests? tests = null)
    {
        var session = Session(call);
        if (session.ActiveDetectors.IsEmpty)
            return new CommandPlan.Refuse($"{call.Request.Name}: no detector is active; activate_detectors comes first");
        if (counts == 0)
            return CommandPlan.None;

        // Its series had ended: only the answer was not written.
        if (call.Resumed?.Last<MeasurementEvents.SeriesStarted>() is { } started
            && call.Resumed.Facts.OfType<MeasurementEvents.SeriesEnded>().FirstOrDefault(e => e.Series == started.Series) is { } ended)
            return ended.How == "failed" ? new CommandPlan.Refuse($"{kind}: the series failed") : new CommandPlan.Answer(result ?? Json.Null, []);
        return new CommandPlan.Child(AcquisitionActor.Props(new AcquisitionActor.Order(
            call.Key,
            call.Id,
            call.Services.Spectrometer,
            session.LastSeries + 1,
            kind,
            counts,
            integrationSeconds,
            session.ActiveDetectors,
            session.IsotopeOfDetector,
            session.TimeZero,
            position,
            block,
            result ?? Json.Null)
        {
            Resumed = call.Resumed is { } record ? SeriesProgress.Of(record, call.Run, call.Outage) : null,
        }))
        {
            Tests = tests,
        };
    }

    private static CommandPlan Baselines(CommandCall call)
    {
        var detector = call.Args.Text("detector");
        var position = call.Args.Text("mass") is { Length: > 0 } mass
            ? new AcquisitionActor.Positioning(
                mass,
                detector.Length > 0 ? detector : call.Instrument.AxialDetector,
                call.Args.Flag("use_dac"),
                call.Args.Seconds("settling_time", 4))
            : null;
        var tests = call.Args.Flag("check_conditionals") ? null : new SeriesTests(Session(call).LastSeries + 1, OfRun: false, []);
        return Acquire(call, "baseline", Session(call).Abbreviate(Counts(call, 1)), call.Args.Number("integration_time", 1.04), position, tests: tests);
    }

    private static CommandPlan Whiff(CommandCall call)
    {
        var session = Session(call);
        var counts = Counts(call, 0);
        var (conditionals, problem) = ScriptConditional.OfWhiff(call.Args.Values.GetValueOrDefault("conditionals"), counts, call.Request.File, call.Request.Line);
        return conditionals is { } whiff
            ? Acquire(call, RunSeries.Whiff, counts, session.IntegrationSeconds, result: Json.Of(""), tests: new SeriesTests(session.LastSeries + 1, OfRun: true, whiff))
            : new CommandPlan.Refuse($"whiff: {problem}");
    }

    private static CommandPlan PeakHop(CommandCall call)
    {
        var session = Session(call);
        if (!HopPlan.TryRead(call.Args.Values.GetValueOrDefault("hops"), out var hops, out var problem))
            return new CommandPlan.Refuse($"peak_hop: {problem}");
        return new CommandPlan.Child(PeakHopActor.Props(new PeakHopActor.Order(
            call.Key,
            call.Id,
            call.Services.Spectrometer,
            session.LastSeries + 1,
            Math.Max(0, (int)call.Args.Number("ncycles", 5)),
            hops,
            session.IntegrationSeconds,
            session.TimeZero)
        {
            Resumed = call.Resumed is { } record ? PeakHopActor.Progress.Of(record, call.Run, call.Outage) : null,
        }));
    }

    private static ImmutableArray<(string Detector, string Isotope)> Pairs(CommandCall call) =>
        call.Args.Values.GetValueOrDefault("pairs") is { ValueKind: JsonValueKind.Array } pairs
            ? [.. pairs.EnumerateArray().Where(p => p.GetArrayLength() == 2).Select(p => (CommandArguments.TextOf(p[0]), CommandArguments.TextOf(p[1])))]
            : [];

    private static CommandPlan PeakCenters(CommandCall call, ImmutableArray<(string Detector, string Isotope)> pairs, bool save)
    {
        var definition = call.Instrument.PeakCenter;
        ImmutableArray<(string, string)> filled =
        [
            .. pairs.Select(p => (
                p.Detector.Length > 0 ? p.Detector : definition.Detector,
                p.Isotope.Length > 0 ? p.Isotope : definition.Isotope)),
        ];
        if (filled.Select(p => p.Item1).FirstOrDefault(d => call.Instrument.FindDetector(d) is null) is { } unknown)
            return new CommandPlan.Refuse($"{call.Request.Name}: {call.Instrument.Name} has no detector {unknown}");
        return new CommandPlan.Child(PeakCentersActor.Props(new PeakCentersActor.Order(
            call.Key, call.Id, call.Services.Spectrometer, call.Instrument, filled, call.Args.Number("integration_time", 1.04), save)
        {
            Resumed = call.Resumed is { } record ? PeakCentersActor.Progress.Of(record) : null,
        }));
    }

    private static CommandPlan Equilibrate(CommandCall call) => new CommandPlan.Child(EquilibrationActor.Props(new EquilibrationActor.Order(
        call.Key,
        call.Id,
        call.Services.Line,
        call.Args.Names("inlet"),
        call.Args.Names("outlet"),
        EquilibrationOf(call)?.Opened is { } opened ? TimeSpan.FromSeconds(opened.EquilibrationSeconds) : call.Args.Seconds("eqtime", call.Instrument.Equilibration.TotalSeconds),
        call.Args.Seconds("delay", 3),
        call.Args.Flag("close_inlet"),
        call.Args.Flag("do_post_equilibration"),
        call.RunId)
    {
        For = call.Instrument.Name,
        Resumed = call.Resumed is { } record
            ? new EquilibrationActor.Progress(
                record.Request.At, EquilibrationOf(call)?.Opened?.At, (began, duration) => call.Outage.Left(call.Run, began, duration))
            : null,
    }));

    /// <summary>The equilibration that was begun before an outage; null for one that begins.</summary>
    private static EquilibrationRecord? EquilibrationOf(CommandCall call) =>
        call.Resumed is { } record ? call.Run.Equilibrations.LastOrDefault(e => e.Request == record.Request) : null;

    private static CommandPlan Activate(CommandCall call)
    {
        var detectors = call.Args.Names("dets");
        if (detectors.IsEmpty || call.Args.Flag("peak_center"))
            return CommandPlan.None;
        return UnknownDetector(call, detectors)
            ?? new CommandPlan.Answer(Json.Null, [new MeasurementEvents.DetectorsActivated(call.Now, Spelled(call, detectors))]);
    }

    private static CommandPlan? UnknownDetector(CommandCall call, ImmutableArray<string> detectors) =>
        detectors.FirstOrDefault(d => call.Instrument.FindDetector(d) is null) is { } unknown
            ? new CommandPlan.Refuse(
                $"{call.Request.Name}: {call.Instrument.Name} has no detector {unknown}; it has {string.Join(", ", call.Instrument.Detectors.Select(d => d.Name))}")
            : null;

    private static ImmutableArray<string> Spelled(CommandCall call, ImmutableArray<string> detectors) =>
        [.. detectors.Select(d => call.Instrument.FindDetector(d)!.Name).Distinct()];

    private static CommandPlan Define(CommandCall call)
    {
        var detector = call.Args.Text("det");
        return UnknownDetector(call, [detector]) ?? new CommandPlan.Answer(
            Json.Null,
            [new MeasurementEvents.IsotopesAssigned(call.Now, Session(call).IsotopeOfDetector.SetItem(call.Instrument.FindDetector(detector)!.Name, call.Args.Text("isotope")))]);
    }

    private static CommandPlan Position(CommandCall call)
    {
        var position = call.Args.Text("pos");
        var detector = call.Args.Text("detector");
        var useDac = call.Args.Flag("use_dac");
        return new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
            call.Key,
            call.Services.Spectrometer,
            new InstrumentProtocol.PositionMagnet(call.Id, position, detector, useDac),
            (answer, at) => answer switch
            {
                InstrumentProtocol.Done d when d.CommandId == call.Id => new CommandProtocol.Finished(call.Key, Json.Null, Positioned(at, (double)d.Value!, d.Simulated), d.Simulated),
                InstrumentProtocol.Refused r when r.CommandId == call.Id => new CommandProtocol.GaveUp(call.Key, $"position_magnet: {r.Reason}", Failed(r.Reason), []),
                _ => null,
            },
            "position_magnet",
            DeviceCommands.LimitOf(call),
            Failed)));

        RunEnding Failed(string reason) => new("failed", $"position_magnet in {call.Where}: {reason}", EndsQueue: true, PostEquilibration: true);

        ImmutableArray<IJournalEvent> Positioned(DateTimeOffset at, double dac, bool simulated)
        {
            var moved = new MeasurementEvents.MagnetPositioned(at, position, detector, dac, simulated);
            if (!call.Args.Flag("for_collection"))
                return [moved];
            var isotopes = IsotopeAssignment.Of(
                call.Instrument, MagnetFieldTable.Of(call.Instrument), Session(call).ActiveDetectors, position, detector, useDac);
            return isotopes.IsEmpty ? [moved] : [moved, new MeasurementEvents.IsotopesAssigned(at, isotopes)];
        }
    }

    private static CommandPlan IntegrationTime(CommandCall call) => new CommandPlan.Child(RequestActor.Props(new RequestActor.Order(
        call.Key,
        call.Services.Spectrometer,
        new InstrumentProtocol.SetIntegrationTime(call.Id, call.Args.Number("v")),
        (answer, at) => answer switch
        {
            InstrumentProtocol.Done d when d.CommandId == call.Id => new CommandProtocol.Finished(
                call.Key, Json.Null, [new MeasurementEvents.IntegrationTimeChanged(at, (double)d.Value!, d.Simulated)], d.Simulated),
            InstrumentProtocol.Refused r when r.CommandId == call.Id => new CommandProtocol.GaveUp(call.Key, $"set_integration_time: {r.Reason}", null, []),
            _ => null,
        },
        "set_integration_time",
        DeviceCommands.LimitOf(call))));

    private static CommandPlan Reset(CommandCall call)
    {
        var detectors = call.Args.Names("detectors");
        return UnknownDetector(call, detectors) ?? new CommandPlan.Answer(
            Json.Null,
            [
                new MeasurementEvents.MeasurementReset(call.Now),
                new MeasurementEvents.DetectorsActivated(call.Now, detectors.IsEmpty ? Session(call).ActiveDetectors : Spelled(call, detectors)),
            ]);
    }
}
