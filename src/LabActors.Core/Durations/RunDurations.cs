using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Durations;

/// <summary>What one run tells of the durations of its scripts: a fold of its events, of use when it has ended in success.</summary>
public sealed record RunDurations
{
    /// <summary>Before the run's first event.</summary>
    public static RunDurations Empty { get; } = new();

    /// <summary>The kinds of events that say anything of it; all others may be left out.</summary>
    public static ImmutableArray<Type> Kinds { get; } =
    [
        typeof(ScriptStarted), typeof(ChildScriptRead), typeof(CommandRequested), typeof(ScriptFinished), typeof(MeasurementEvents.InletOpened),
        typeof(MeasurementEvents.InletClosed), typeof(RunEnded),
    ];

    private ImmutableDictionary<string, Script> Scripts { get; init; } = ImmutableDictionary<string, Script>.Empty;

    private ImmutableDictionary<string, ScriptText> Texts { get; init; } = ImmutableDictionary<string, ScriptText>.Empty;

    private DateTimeOffset? InletOpened { get; init; }

    private DateTimeOffset? InletClosed { get; init; }

    private bool Success { get; init; }

    /// <summary>True once the run is over; nothing of it changes any more.</summary>
    public bool Ended { get; private init; }

    /// <summary>What is to be learned: the scripts that completed, of a run that ended in success; nothing of any other run.</summary>
    public IEnumerable<(string Key, ScriptTimes Times)> Learned => Success
        ? Scripts.Where(s => s.Value.Completed is not null).Select(s => (Key(s.Value), Times(s.Key, s.Value)))
        : [];

    /// <summary>Folds one event of the run.</summary>
    public RunDurations Apply(IJournalEvent e) => e switch
    {
        ScriptStarted s => this with
        {
            Scripts = Scripts.SetItem(s.Kind, new Script(s, [s.Path], null)),
            Texts = Texts.SetItem(s.Path, new ScriptText(s.Sha256, s.Text)),
        },
        ChildScriptRead c => this with { Texts = Texts.SetItem(c.Path, new ScriptText(c.Sha256, c.Text)) },
        CommandRequested c when Scripts.TryGetValue(c.Kind, out var script) && !script.Files.Contains(c.File) =>
            this with { Scripts = Scripts.SetItem(c.Kind, script with { Files = script.Files.Add(c.File) }) },
        ScriptFinished { Outcome: "completed" } f when Scripts.TryGetValue(f.Kind, out var script) =>
            this with { Scripts = Scripts.SetItem(f.Kind, script with { Completed = f.At }) },
        MeasurementEvents.InletOpened i => this with { InletOpened = InletOpened ?? i.At },
        MeasurementEvents.InletClosed i => this with { InletClosed = i.At },
        RunEnded r => this with { Ended = true, Success = r.State == "success" },
        _ => this,
    };

    private string Key(Script script) => ScriptKey.Of(
        script.Started.Kind, script.Files.Select(f => Texts.GetValueOrDefault(f)).OfType<ScriptText>(), script.Started.Context);

    private ScriptTimes Times(string kind, Script script)
    {
        var started = script.Started.At;
        var length = Since(script.Completed)!.Value;
        return kind == ScriptKind.Measurement.Folder()
            ? new ScriptTimes(length, Since(InletOpened), Since(InletClosed), Since(Scripts.GetValueOrDefault(ScriptKind.PostEquilibration.Folder())?.Started.At))
            : new ScriptTimes(length);

        double? Since(DateTimeOffset? at) => at is { } instant ? (instant - started).TotalSeconds : null;
    }

    private sealed record Script(ScriptStarted Started, ImmutableHashSet<string> Files, DateTimeOffset? Completed);
}
