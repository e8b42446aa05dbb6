using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Conditionals;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Actors.Execution;

/// <content>Conditionals that are tested on a live reading, before the run measures and after it.</content>
public sealed partial class RunActor
{
    private const string AfterTheRun = "after the run";

    /// <summary>Tests a kind that is not tested at counts, on a live reading; the facts are journaled before <paramref name="then"/>.</summary>
    private void TestOutside(string when, Func<InstalledConditional, bool> due, Action<ConditionalTripped?> then)
    {
        // Tested before an outage, and told.
        if (_run.Conditionals.Tested is { } tested && tested.When == when)
        {
            then(_run.Conditionals.Tripped.LastOrDefault(t => t.Acts && t.When == when));
            return;
        }

        var set = Bound().Where(i => due(i) && i.Conditional.IsFor(_order.Spec.AnalysisType)).ToImmutableArray();
        if (set.IsEmpty)
        {
            then(null);
            return;
        }

        Ask([.. set.SelectMany(i => i.Condition.Values).Where(v => v.IsOfDevice).Distinct()], reading: true, asked =>
        {
            var round = ConditionalRound.Of(set, _run.Conditionals.Counters, _order.Spec.AnalysisType, Values(_run.Analysis, false, asked.Reading));
            var facts = _run.Conditionals.Facts(round, Now, when);
            WriteIfAny(facts, () =>
            {
                if (facts.OfType<ConditionalsCounted>().Any())
                    Context.Parent.Tell(CountsOf(ConditionalKind.PreRunTermination));
                then(facts.OfType<ConditionalTripped>().FirstOrDefault(t => t.Acts));
            });
        });
    }

    /// <summary>An instrument that is not fit to measure is not left to the next sample either.</summary>
    private void TestBefore(string step, Action then) => TestOutside($"before {step}", i => i.Conditional.Kind == ConditionalKind.PreRunTermination, trip =>
    {
        if (_ending is not null)
            return;
        if (trip is null)
            then();
        else
        {
            EndBy(trip, "failed", ConditionalWords.Of(trip));
            TellTripped(trip);
        }
    });

    private void TestAfter(string state, Action then)
    {
        if (state is "success" or "truncated")
            TestOutside(AfterTheRun, i => i.Conditional.Kind is ConditionalKind.PostRunTermination or ConditionalKind.PostRunAction, _ => then());
        else
            then();
    }

    /// <summary>What the queue is told of the conditionals after the run: told again after a restart.</summary>
    private RunProtocol.AfterRun AfterRun()
    {
        var counted = CountsOf(ConditionalKind.PostRunTermination, ConditionalKind.PostRunAction);
        ImmutableArray<RatioValue> ratios = _run.Ended!.State is "success" or "truncated"
            ? [.. from check in _order.Ratios
                  let ratio = _run.Analysis.Ratio(check.Numerator, check.Denominator)
                  where ratio is not null && double.IsFinite(ratio.Value)
                  select new RatioValue(check, ratio.Value, ratio.Error)]
            : [];
        return _run.Conditionals.Tripped.LastOrDefault(t => t is { When: AfterTheRun, Acts: true }) is { } trip
            ? new RunProtocol.AfterRun(counted, ratios, trip.Kind == ConditionalKind.PostRunTermination ? "cancel" : trip.Action, By(trip), ConditionalWords.Of(trip))
            : new RunProtocol.AfterRun(counted, ratios, "", "", "");
    }
}
