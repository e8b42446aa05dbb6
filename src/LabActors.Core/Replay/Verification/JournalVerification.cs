using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;

namespace LabActors.Core.Replay.Verification;

/// <summary>
/// Makes the decisions of a recorded experiment again, with the functions by which actors decide, fed with what is recorded: the queue's next step and edits, aliquots and blanks, leases, locks and interlocks,
/// rounds of conditionals, points of no return, safe states, questions. What persons, devices, scripts and checks said is taken as it was. Stops at the first difference.
/// </summary>
/// <param name="lab">The laboratory; null when it is not known: line and conditionals are left out then.</param>
public sealed class JournalVerification(LabDefinition? lab)
{
    private readonly QueueDecisions _queues = new(lab);
    private readonly RunDecisions _runs = new(lab);
    private readonly Dictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _verified = new(StringComparer.Ordinal);

    /// <summary>The state after the events that were looked at.</summary>
    public LabState State { get; private set; } = LabState.Empty;

    /// <summary>How many decisions of each kind were the same.</summary>
    public IReadOnlyDictionary<string, int> Verified => _runs.Verified == 0
        ? _verified
        : new SortedDictionary<string, int>(_verified, StringComparer.Ordinal) { ["a round of conditionals"] = _runs.Verified };

    /// <summary>Rounds of conditionals that need answers of devices, which are not recorded.</summary>
    public int RoundsNotVerified => _runs.Unverified;

    /// <summary>Looks at the next event.</summary>
    /// <returns>The difference, if this build would have decided otherwise; else null.</returns>
    public Difference? Next(RecordedEvent e)
    {
        var difference = Compare(e);
        if (difference is not null)
            return difference;
        State = State.Apply(e);
        if (State.Runs.TryGetValue(e.Source, out var run))
            _runs.After(run, e);
        return null;
    }

    private Difference? Compare(RecordedEvent e)
    {
        if (Sources.KindOf(e.Source) == SourceKind.Run && _runs.Check(State.Runs.GetValueOrDefault(e.Source, RunProgress.Empty), e) is { } round)
            return new Difference(e, round.Decision, round.Recorded, round.Decided, round.Cause);

        if (_awaited.Remove(e.Source, out var awaited))
        {
            var (next, words) = Matching(awaited.Choices, e.Event);
            if (!next.IsEmpty)
            {
                Await(e.Source, awaited with { Choices = next });
                return null;
            }

            // A run that goes on after an outage may have been cut off between two events that are written together.
            if (!awaited.Choices.Any(c => c.IsEmpty) && e.Event is not RunEvents.RunResumed)
                return new Difference(e, awaited.Decision, words.Recorded, words.Decided, awaited.Cause);
        }

        if (VerdictOn(e) is not { } verdict)
            return null;
        var (following, said) = Matching(verdict.Choices, e.Event);
        if (following.IsEmpty)
            return new Difference(e, verdict.Decision, said.Recorded, said.Decided, verdict.Cause);
        _verified[verdict.Decision] = _verified.GetValueOrDefault(verdict.Decision) + 1;
        Await(e.Source, new Awaited(following, verdict.Decision, verdict.Cause));
        return null;
    }

    private Verdict? VerdictOn(RecordedEvent e) => Sources.KindOf(e.Source) switch
    {
        SourceKind.Executor => ExecutorDecisions.Of(State, e),
        SourceKind.Queue => _queues.Of(State, e),
        SourceKind.Registry => RegistryDecisions.Of(State, _queues, e),
        SourceKind.Leases => LeaseVerification.Of(State, e),
        SourceKind.Line when lab is not null => LineVerification.Of(lab, State, e),
        SourceKind.Decisions => OtherDecisions.OfDecisions(State, e),
        SourceKind.Safety => OtherDecisions.OfSafety(State, e),
        SourceKind.Ratios => OtherDecisions.OfRatios(lab, State, e),
        SourceKind.Run => RunDecisions.Of(State.Runs.GetValueOrDefault(e.Source, RunProgress.Empty), e),
        _ => null,
    };

    private void Await(string source, Awaited awaited)
    {
        if (awaited.Choices.Any(c => !c.IsEmpty))
            _awaited[source] = awaited;
    }

    /// <summary>What is left of the choices that begin with the event; when none does, how it differs from the nearest.</summary>
    private static (ImmutableArray<ImmutableArray<IJournalEvent>> Left, (string Recorded, string Decided) Words) Matching(
        ImmutableArray<ImmutableArray<IJournalEvent>> choices, IJournalEvent recorded)
    {
        var compared = choices.Where(c => !c.IsEmpty).Select(c => (Choice: c, Difference: EventComparison.Compare(recorded, c[0]))).ToArray();
        ImmutableArray<ImmutableArray<IJournalEvent>> left = [.. compared.Where(c => c.Difference is null).Select(c => c.Choice.RemoveAt(0))];
        var words = compared.Select(c => c.Difference).FirstOrDefault(d => d is not null) ?? (EventComparison.Words(recorded), "nothing of the kind");
        return (left, words);
    }

    private sealed record Awaited(ImmutableArray<ImmutableArray<IJournalEvent>> Choices, string Decision, string Cause);
}
