using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Core.Safety;

/// <summary>The safe states of a laboratory as its journal tells them: one at a time.</summary>
public sealed record SafetyProgress
{
    /// <summary>None was ever asked for.</summary>
    public static SafetyProgress Idle { get; } = new();

    /// <summary>How many were asked for.</summary>
    public int Count { get; init; }

    /// <summary>The one under way; null when none is.</summary>
    public SafeStateRequested? Open { get; init; }

    /// <summary>The steps taken last in the one under way; null before.</summary>
    public SafeStepsTaken? Steps { get; init; }

    /// <summary>How the laboratory's own script ended in the one under way; null before, and when there is none.</summary>
    public SafeScriptEnded? Script { get; init; }

    /// <summary>How the last one ended; null before any has.</summary>
    public SafeStateEnded? Last { get; init; }

    /// <summary>The id of the next.</summary>
    public string NextId => $"{Count + 1}";

    /// <summary>Folds an event of the laboratory's safety; an event of another actor is an error.</summary>
    public SafetyProgress Apply(IJournalEvent e) => e switch
    {
        SafeStateRequested r => this with { Count = r.Id == Open?.Id ? Count : Count + 1, Open = r },
        SafeStepsTaken s => this with { Steps = s },
        SafeScriptEnded s => this with { Script = s },
        SafeStateEnded x => this with { Open = null, Steps = null, Script = null, Last = x },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of the laboratory's safety", nameof(e)),
    };

    /// <summary>The end of the one under way: safe when every step of the last pass and the script did what they should; a quick stop lets no script end.</summary>
    /// <param name="unended">Why runs have not ended; empty when all have.</param>
    public SafeStateEnded End(DateTimeOffset at, string unended)
    {
        string[] wrong =
        [
            .. unended.Length > 0 ? [unended] : Array.Empty<string>(),
            .. Steps is null ? [] : Steps.Steps.Where(s => !s.Done).Select(s => $"{s.What}: {s.Detail}"),
            .. Open!.Kind != "quick-stop" && Script is { Outcome: not "completed" } script ? [$"script {script.Script} {script.Outcome}: {script.Error}"] : Array.Empty<string>(),
        ];
        return new SafeStateEnded(at, Open.Id, wrong.Length == 0, string.Join("; ", wrong));
    }
}
