using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>An automated run as its journal tells it.</summary>
public sealed record RunProgress
{
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

    /// <summary>How the run is being ended before its own end (<c>cancel, abort, fail, interrupt, hold-queue</c>); empty while it goes its way.</summary>
    public string Ending { get; init; } = "";

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
        var next = Folded(e);
        var analysis = Analysis.Apply(e);
        var conditionals = Conditionals.Apply(e);
        return ReferenceEquals(analysis, Analysis) && ReferenceEquals(conditionals, Conditionals)
            ? next
            : next with { Analysis = analysis, Conditionals = conditionals };
    }

    private RunProgress Folded(IJournalEvent e) => e switch
    {
        RunStarted s => this with { Started = s },
        StepStarted s => this with { Step = s.Step },
        StepEnded s => this with { Steps = Steps.SetItem(s.Step, s.Outcome) },
        RunLeaseObtained l => this with { Leases = Leases.Union(l.Resources) },
        ScriptStarted s => this with { Scripts = Scripts.SetItem(s.Kind, new ScriptProgress(s, ImmutableDictionary<long, CommandRequested>.Empty, 0, [], null)) },
        ChildScriptRead c => this with { ChildScripts = ChildScripts.Add(c.Sha256) },
        CommandRequested c => WithScript(c.Kind, s => s with { Open = s.Open.SetItem(c.Seq, c), LastSeq = c.Seq }),
        CommandCompleted c => WithScript(c.Kind, s => Completed(s, c)),
        CommandFailed c => WithScript(c.Kind, s => s with { Open = s.Open.Remove(c.Seq) }),
        ScriptFinished f => WithScript(f.Kind, s => s with { Finished = f, Open = s.Open.Clear() }),
        PointOfNoReturnPassed => this with { PastPointOfNoReturn = true },
        InterventionRequested { What: "truncate" or "truncate-quick" } => this with { Truncated = true },
        InterventionRequested i => this with { Ending = i.What },
        SafeStateReached s => this with { SafeState = s },
        LineFreed f => this with { LineFreedAt = f.At, Leases = Leases.Except(Leases.Where(l => !IsSpectrometer(l))) },
        PumpTimeStarted => this with { Leases = Leases.Except(Leases.Where(IsSpectrometer)) },
        RunEnded r => this with { Ended = r },
        Journal.Events.MeasurementEvents.SpectrometerSettingsRead { Settings: not null } s => this with { SettingsSha1 = s.Sha1 },
        Journal.Events.MeasurementEvents.InletClosed c => this with { InletClosedAt = c.At, Measurement = Measurement.Apply(c) },
        Journal.Events.MeasurementEvents.SeriesEnded { How: "truncated" } s => this with { Truncated = true, Measurement = Measurement.Apply(s) },
        Journal.Events.MeasurementEvents.CountsAbbreviated c => this with { Truncated = true, Measurement = Measurement.Apply(c) },
        _ => this with { Measurement = Measurement.Apply(e) },
    };

    private static bool IsSpectrometer(string resource) => resource.StartsWith("ms:", StringComparison.Ordinal);

    private RunProgress WithScript(string kind, Func<ScriptProgress, ScriptProgress> change) =>
        this with { Scripts = Scripts.SetItem(kind, change(Scripts[kind])) };

    /// <summary>Intervals are a stack per script: begun by their command, ended by <c>complete_interval</c>.</summary>
    private static ScriptProgress Completed(ScriptProgress script, CommandCompleted outcome)
    {
        var command = script.Open[outcome.Seq];
        return script with
        {
            Open = script.Open.Remove(outcome.Seq),
            Intervals = command.Name switch
            {
                "begin_interval" or "begin_heating_interval" =>
                    script.Intervals.Add(command.At.AddSeconds(command.Arguments["duration"].GetDouble())),
                "complete_interval" when script.Intervals.Length > 0 => script.Intervals[..^1],
                _ => script.Intervals,
            },
        };
    }
}
