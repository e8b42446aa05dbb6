using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Core.Safety;

/// <summary>
/// What the rules of <see cref="SafetyRules"/> look at, folded from the laboratory's events: failed runs in a row, and what is held and since when.
/// A hold is a queue that is paused, a run that waits for what another holds or for a device, or a question to the operator that is open. The wait for a
/// delayed start is none: it was asked for, and nothing is under way.
/// </summary>
public sealed record SafetyWatch
{
    /// <summary>Nothing seen.</summary>
    public static SafetyWatch Empty { get; } = new();

    /// <summary>Failed runs since the last that was a success, or since the last safe state.</summary>
    public int FailedInARow { get; init; }

    /// <summary>The last failure, in words.</summary>
    public string LastFailure { get; init; } = "";

    /// <summary>What is held: by key, since when and why.</summary>
    public ImmutableDictionary<string, Hold> Holds { get; init; } = ImmutableDictionary<string, Hold>.Empty;

    /// <summary>True when something has run since the laboratory was last safe.</summary>
    public bool HasRun { get; init; }

    /// <summary>Folds an event; those that no rule looks at leave it as it is.</summary>
    /// <param name="source">Who journaled it.</param>
    public SafetyWatch Apply(string source, IJournalEvent happened) => happened switch
    {
        RunFinished { State: "failed" or "interrupted", Restart: false } f => this with { FailedInARow = FailedInARow + 1, LastFailure = f.Cause },
        RunEnded => this with { Holds = Holds.RemoveRange(Holds.Keys.Where(k => k.StartsWith($"{source}/", StringComparison.Ordinal))) },
        RunFinished { State: "success" or "truncated" } => this with { FailedInARow = 0, LastFailure = "" },
        QueuePaused p => With(source, new Hold(p.At, $"the queue is paused by {p.By}")),
        QueueResumed or QueueEnded => Without(source),
        LeaseRequested r => With(r.Holder.Id, new Hold(r.At, $"{r.Holder.Description} waits for {string.Join(", ", r.Resources)}")),
        LeaseGranted g => Without(g.Holder.Id),
        LeaseWithdrawn w => Without(w.Holder.Id),
        DeviceUnavailable d => With($"{source}/{d.Device}", new Hold(d.At, $"a run waits for {d.Device}, which does not answer: {d.Reason}")),
        DeviceAvailable d => Without($"{source}/{d.Device}"),
        DecisionAsked d => With($"decision {d.Id}", new Hold(d.At, $"nobody answers the question {d.Name}")),
        DecisionMade d => Without($"decision {d.Id}"),
        RunStarted => this with { HasRun = true },
        SafeStateEnded { Safe: true } => Empty with { Holds = Holds },
        SafeStateEnded => this with { FailedInARow = 0, LastFailure = "" },
        _ => this,
    };

    /// <summary>Why the laboratory is to be made safe now; null when no rule says so. Times of day are not looked at here.</summary>
    public string? Trips(SafetyRules rules, DateTimeOffset now)
    {
        if (rules.FailedRuns > 0 && FailedInARow >= rules.FailedRuns)
            return $"{FailedInARow} failed runs in a row, the last: {LastFailure}";
        return rules.Hold is { } limit && Holds.Values.Where(h => !h.Told && now - h.Since >= limit).MinBy(h => h.Since) is { } hold
            ? $"{hold.Why}, for longer than {limit}"
            : null;
    }

    /// <summary>When a hold will have lasted too long if nothing happens; null when nothing is held.</summary>
    public DateTimeOffset? NextLimit(SafetyRules rules) => rules.Hold is { } limit && Holds.Values.Any(h => !h.Told)
        ? Holds.Values.Where(h => !h.Told).Min(h => h.Since) + limit
        : null;

    /// <summary>After the rules have tripped: nothing of this trips them again.</summary>
    public SafetyWatch Tripped() => this with
    {
        FailedInARow = 0,
        Holds = Holds.ToImmutableDictionary(h => h.Key, h => h.Value with { Told = true }),
    };

    private SafetyWatch With(string key, Hold hold) => this with { Holds = Holds.SetItem(key, hold) };

    private SafetyWatch Without(string key) => this with { Holds = Holds.Remove(key) };

    /// <summary>Something that does not go on.</summary>
    /// <param name="Told">A rule has tripped on it already.</param>
    public sealed record Hold(DateTimeOffset Since, string Why, bool Told = false);
}
