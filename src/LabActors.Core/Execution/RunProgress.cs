using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using Events = LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Core.Execution;

/// <summary>An automated run as its journal tells it.</summary>
public sealed partial record RunProgress
{
    /// <summary>The recorder of the extraction device's response.</summary>
    public const string ResponseRecorder = "response";

    /// <summary>The recorder of cold traps.</summary>
    public const string CryoRecorder = "cryo";

    /// <summary>Before the run started.</summary>
    public static RunProgress Empty { get; } = new();

    /// <summary>What the run was started with; null before.</summary>
    public RunStarted? Started { get; init; }

    /// <summary>The step under way, or the last one.</summary>
    public string Step { get; init; } = "";

    /// <summary>How each step ended.</summary>
    public ImmutableDictionary<string, string> Steps { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Resources that the run holds.</summary>
    public ImmutableHashSet<string> Leases { get; init; } = [];

    /// <summary>That a lease of the run expired while its node was away, in words; empty when none did.</summary>
    public string LostLease { get; init; } = "";

    /// <summary>True while the spectrometer is the run's: then its inlet and detectors are too.</summary>
    public bool HoldsSpectrometer => Leases.Any(IsSpectrometer);

    /// <summary>True while its section of the line, and its extraction device, are the run's.</summary>
    public bool HoldsLine => Leases.Any(l => !IsSpectrometer(l));

    /// <summary>The scripts started so far, by kind; each runs at most once.</summary>
    public ImmutableDictionary<string, ScriptProgress> Scripts { get; init; } = ImmutableDictionary<string, ScriptProgress>.Empty;

    /// <summary>Hashes of the child scripts whose texts are in the journal.</summary>
    public ImmutableHashSet<string> ChildScripts { get; init; } = [];

    /// <summary>The measurement's set-up.</summary>
    public MeasurementSession Measurement { get; init; } = MeasurementSession.Empty;

    /// <summary>The analysis as far as it has been measured; what it comes to is asked of it.</summary>
    public LiveAnalysis Analysis { get; init; } = LiveAnalysis.Empty;

    /// <summary>The run's conditionals, and what has tripped.</summary>
    public RunConditionals Conditionals { get; init; } = RunConditionals.Empty;

    /// <summary>True from the first command with a physical effect.</summary>
    public bool PastPointOfNoReturn { get; init; }

    /// <summary>True when a signal block was ended early.</summary>
    public bool Truncated { get; init; }

    /// <summary>Hash of the spectrometer's settings that the run has last written whole; empty before.</summary>
    public string SettingsSha1 { get; init; } = "";

    /// <summary>How the run is being ended before its own end; null while it goes its way.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>The equilibrations that it has begun, in order.</summary>
    public ImmutableArray<EquilibrationRecord> Equilibrations { get; init; } = [];

    /// <summary>When the spectrometer's settings were read (<c>start</c>, <c>end</c>).</summary>
    public ImmutableHashSet<string> SettingsRead { get; init; } = [];

    /// <summary>The pump time of the spectrometer counts from here; null before.</summary>
    public DateTimeOffset? PumpedFrom { get; init; }

    /// <summary>The output that the run has last given its extraction device by <c>extract</c> or <c>ramp</c>; null before.</summary>
    public OutputSet? Output { get; init; }

    /// <summary>The output that its extraction device has; null before any was given. <see cref="Output"/> is what it fires with.</summary>
    public OutputSet? GivenOutput { get; init; }

    /// <summary>Where its extraction device was sent last; null before.</summary>
    public PositionReached? Position { get; init; }

    /// <summary>The spectrometer's settings as the run read them, without what its scripts have set since; null before.</summary>
    public SpectrometerSettings? Settings { get; init; }

    /// <summary>The measurement script has asked for the pump-out (<c>post_equilibration</c>), and went on.</summary>
    public bool PostEquilibrationAsked { get; init; }

    /// <summary>When each recorder sampled last.</summary>
    public ImmutableDictionary<string, DateTimeOffset> LastSamples { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The outages that the run has come through, in order.</summary>
    public ImmutableArray<RunResumed> Resumed { get; init; } = [];

    /// <summary>The measurement during extraction; null when there is none.</summary>
    public SynProgress? Syn { get; init; }

    /// <summary>The safe state, when it was made.</summary>
    public SafeStateReached? SafeState { get; init; }

    /// <summary>When the line was left to the next run; null before.</summary>
    public DateTimeOffset? LineFreedAt { get; init; }

    /// <summary>When the inlet was closed; null before.</summary>
    public DateTimeOffset? InletClosedAt { get; init; }

    /// <summary>The run's end; null while it lives.</summary>
    public RunEnded? Ended { get; init; }

    /// <summary>What the run list shows: the state of design.md for the step under way or the end.</summary>
    public string State => Ended?.State ?? Step switch
    {
        "" or "start" => RunState.NotRun.Text(),
        "extraction" => RunState.Extraction.Text(),
        _ => RunState.Measurement.Text(),
    };

    /// <summary>True when the script of that kind has started, now or before a restart.</summary>
    public bool HasStarted(string kind) => Scripts.ContainsKey(kind);

    /// <summary>True while the script of that kind lives.</summary>
    public bool IsRunning(string kind) => Scripts.TryGetValue(kind, out var s) && s.Finished is null;

    /// <summary>Folds an event of the run; measurement events go to the session and the analysis.</summary>
    public RunProgress Apply(IJournalEvent e)
    {
        if (e is Events.ReadingTaken reading)
            return Read(reading);
        var next = Folded(e);
        var analysis = Analysis.Apply(e);
        var conditionals = Conditionals.Apply(e);
        var syn = SynProgress.Apply(Syn, e, this);
        return ReferenceEquals(analysis, Analysis) && ReferenceEquals(conditionals, Conditionals) && ReferenceEquals(syn, Syn)
            ? next
            : next with { Analysis = analysis, Conditionals = conditionals, Syn = syn };
    }

    /// <summary>Most of a run's events: one copy of the state for all.</summary>
    private RunProgress Read(Events.ReadingTaken reading)
    {
        // Readings are kept where the analysis would not tell them apart again: of a whiff.
        var next = Scripts.TryGetValue(Measuring, out var script) && script.Pending?.Request.Name == "whiff" ? Happened(Measuring, reading) : this;
        return next with { Measurement = Measurement.Apply(reading), Analysis = Analysis.Apply(reading), Conditionals = Conditionals.Apply(reading), Syn = SynProgress.Apply(Syn, reading, this) };
    }

    private RunProgress Folded(IJournalEvent e) => e switch
    {
        RunStarted s => this with { Started = s },
        StepStarted s => this with { Step = s.Step },
        StepEnded s => this with { Steps = Steps.SetItem(s.Step, s.Outcome) },
        RunLeaseObtained l => this with { Leases = Leases.Union(l.Resources) },
        RunLeaseLost l => this with { Leases = Leases.Except(l.Resources), LostLease = l.Why },
        ScriptStarted s => this with { Scripts = Scripts.SetItem(s.Kind, new ScriptProgress(s, ImmutableDictionary<long, CommandRequested>.Empty, 0, [], null)) },
        ChildScriptRead c => this with { ChildScripts = ChildScripts.Add(c.Sha256) },
        CommandRequested c => Requested(c),
        CommandCompleted c => Completed(c),
        CommandFailed c => WithScript(c.Kind, s => Failed(s, c)),
        CallBackMade c => WithCommand(c.Kind, c.Seq, r => r with { CallBacks = r.CallBacks.Add(new CallBackRecord(c, null)) }),
        CallBackEnded c => WithCommand(c.Kind, c.Seq, r => r with { CallBacks = CameBack(r.CallBacks, c) }),
        WaitContinued w => WithCommand(w.Kind, w.Seq, r => r with { Facts = r.Facts.Add(w) }),
        WaitPaused w => WithCommand(w.Kind, w.Seq, r => r with { Facts = r.Facts.Add(w) }),
        WaitUnpaused w => WithCommand(w.Kind, w.Seq, r => r with { Facts = r.Facts.Add(w) }),
        ScriptFinished f => WithScript(f.Kind, s => s with { Finished = f, Open = s.Open.Clear(), Commands = s.Commands.Clear() }),
        RunResumed r => this with { Resumed = Resumed.Add(r) },
        PointOfNoReturnPassed => this with { PastPointOfNoReturn = true },
        InterventionRequested { What: "truncate" or "truncate-quick" } i => Truncate(i.By) with { Truncated = true },
        InterventionRequested { What: "quick-stop" } when Ending is { } ending => this with { Ending = ending with { StopsAll = true } },
        InterventionRequested i => this with { Ending = i.Ending ?? RunEnding.Of(i) },
        SafeStateReached s => this with { SafeState = s },
        LineFreed f => this with { LineFreedAt = f.At, Leases = Leases.Except(Leases.Where(l => !IsSpectrometer(l))) },
        PumpTimeStarted p => this with { PumpedFrom = p.At, Leases = Leases.Except(Leases.Where(IsSpectrometer)) },
        RunEnded r => this with { Ended = r },
        Events.SpectrometerSettingsRead s => this with { Settings = s.Settings ?? Settings, SettingsSha1 = s.Settings is null ? SettingsSha1 : s.Sha1, SettingsRead = SettingsRead.Add(s.When) },
        Events.InletOpened o => Equilibrates(r => r.Opened is null && r.Closed is null, r => r with { Opened = o }) with { Measurement = Measurement.Apply(o) },
        Events.InletClosed c => Equilibrates(r => r.Closed is null, r => r with { Closed = c }) with { InletClosedAt = c.At, Measurement = Measurement.Apply(c) },
        Events.SeriesEnded { How: "truncated" } s => Happened(s) with { Truncated = true, Measurement = Measurement.Apply(s) },
        Events.CountsAbbreviated c => (this with { Truncated = true, Measurement = Measurement.Apply(c) }).Truncate(c.Why),
        Events.InletReopened r => Equilibrates(e => e.Opened is not null && e.Closed is null, e => e with { Opened = e.Opened! with { At = r.At, EquilibrationSeconds = r.SecondsLeft } }),
        OutputSet { Command: "extract" or "ramp" } o => Happened(o) with { Output = o, GivenOutput = o },
        OutputSet o => Happened(o) with { GivenOutput = o },
        PositionReached p => Happened(p) with { Position = p },
        ResponseSampled s => this with { LastSamples = LastSamples.SetItem(ResponseRecorder, s.At) },
        CryoTemperatureSampled s => this with { LastSamples = LastSamples.SetItem(CryoRecorder, s.At) },
        Events.SeriesStarted or Events.SeriesEnded or Events.MagnetPositioned or Events.IsotopesAssigned or Events.PeakScanBegan or Events.PeakScanRead or Events.PeakCenterMeasured
            or DeviceActionBegan => Happened(e) with { Measurement = Measurement.Apply(e) },
        _ => this with { Measurement = Measurement.Apply(e) },
    };

    private static bool IsSpectrometer(string resource) => resource.StartsWith("ms:", StringComparison.Ordinal);

    private RunProgress WithScript(string kind, Func<ScriptProgress, ScriptProgress> change) =>
        this with { Scripts = Scripts.SetItem(kind, change(Scripts[kind])) };
}
