using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;

namespace LabActors.Actors.Execution;

/// <summary>
/// The memory of the ratios that references must keep; says when one has changed. Persistent as <c>ratio-history</c>; lives as long as the node.
/// </summary>
public sealed class RatioHistoryActor : JournaledActor
{
    private RatioHistory _history = RatioHistory.Empty;

    public RatioHistoryActor()
        : base("ratio-history")
    {
        Applies<IJournalEvent>(e => _history = _history.Apply(e));
        Command<RatioProtocol.Judge>(Judge);
    }

    /// <summary>The history.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new RatioHistoryActor());

    private void Judge(RatioProtocol.Judge judge)
    {
        // A queue that an outage cut off asks again.
        var known = _history.Of(judge.RunUuid);
        var measured = known.IsEmpty ? _history.Judge(Now, judge.RunUuid, judge.RunId, judge.Instrument, judge.Ratios, judge.Simulated) : known;
        var stops = string.Join("; ", measured.Where(m => m is { IsAlarm: true, NoticeOnly: false }).Select(ConditionalWords.Of));
        JournalAll(known.IsEmpty ? measured : [], () => Sender.Tell(new RatioProtocol.Judged(judge.RunUuid, stops)));
    }
}
