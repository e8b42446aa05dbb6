using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <content>The commands of its script: planned, carried out by children, and answered; what they bring about is journaled under kinds of its own.</content>
internal sealed partial class SynExtractionActor
{
    private void Requested(ScriptProtocol.CommandRequested request)
    {
        if (Syn.Block is null || Replayed(request))
            return;
        var intent = new CommandRequested(Now, SynExtraction.Folder, request.Seq, request.Name, request.Args, request.Line, request.Depth, request.File);
        ImmutableArray<IJournalEvent> facts = request.Child is { } child && !Block.ChildScripts.Contains(child.Hash)
            ? [new ChildScriptRead(Now, SynExtraction.Folder, child.Path, child.Hash, child.Text), intent]
            : [intent];
        Record(facts, () => Carry(new CommandCall(
            new CommandProtocol.CommandKey(request.Kind, request.Seq), intent with { Kind = SynProgress.Own }, Block, _order.Services, _order.Instrument, Now), request.Suggested));
    }

    private void Carry(CommandCall call, JsonElement? suggested)
    {
        var key = call.Key;
        if (SynExtraction.Refuse(call.Request.Name) is { } reason)
        {
            Refuse(key, reason);
            return;
        }

        if (suggested is { } known)
        {
            Answer(key, known);
            return;
        }

        switch (CommandPlans.Of(call))
        {
            case CommandPlan.Answer answer:
                Happened(answer.Facts);
                Answer(key, answer.Result);
                break;
            case CommandPlan.Refuse refuse:
                Refuse(key, refuse.Reason);
                break;
            case CommandPlan.ChangeCounts change:
                foreach (var child in _commands.Values)
                    child.Tell(new CollectorProtocol.ChangeCounts(change.Counts));
                Answer(key, Json.Null);
                break;
            case CommandPlan.Child child:
                _commands[key] = Context.Watch(Context.ActorOf(child.Props, $"{call.Request.Name}-{Syn.BlocksBegun}-{key.Seq}"));
                break;
            default:
                Refuse(key, $"{call.Request.Name} belongs to the run's own scripts");
                break;
        }
    }

    private void Finished(CommandProtocol.Finished finished)
    {
        Happened(finished.Facts);
        if (!_commands.Remove(finished.Command))
            return;
        if (Block.Scripts[SynProgress.Own].Open.GetValueOrDefault(finished.Command.Seq)?.Name is "sniff" or "measure_equilibration")
            _background.Add(Sender);
        Answer(finished.Command, finished.Result, finished.Simulated);
    }

    /// <summary>Series go into the run's journal as kinds of their own, and the set-up as what belongs to this measurement only.</summary>
    private void Happened(ImmutableArray<IJournalEvent> facts)
    {
        if (Syn.Block is null)
            return;
        ImmutableArray<IJournalEvent> setUp = [.. facts.Where(f => f is DetectorsActivated or IsotopesAssigned or IntegrationTimeChanged or TimeZeroSet or MeasurementReset)];
        var session = setUp.Aggregate(Block.Measurement, (s, fact) => s.Apply(fact));
        ImmutableArray<IJournalEvent> own =
        [
            .. facts.Where(f => f is MagnetPositioned),
            .. setUp.IsEmpty ? (IJournalEvent[])[] : [new SynSetUp(Now, session.ActiveDetectors, session.IsotopeOfDetector, session.IntegrationSeconds, session.TimeZero)],
            .. facts.Where(f => f is SeriesStarted or SeriesEnded).Select(Renamed),
        ];
        if (!own.IsEmpty)
            Record(own);
    }

    private static IJournalEvent Renamed(IJournalEvent fact) => fact is SeriesStarted started
        ? started with { Kind = started.Kind == RunSeries.Baseline ? RunSeries.SynBaseline : RunSeries.SynBackground }
        : fact;

    private void Answer(CommandProtocol.CommandKey key, JsonElement result, bool simulated = false)
    {
        Record([new CommandCompleted(Now, SynExtraction.Folder, key.Seq, result, simulated)]);
        _script.Tell(new ScriptProtocol.Answer(key.Seq, result));
    }

    private void Refuse(CommandProtocol.CommandKey key, string reason)
    {
        Record([new CommandFailed(Now, SynExtraction.Folder, key.Seq, reason)]);
        _script.Tell(new ScriptProtocol.Fail(key.Seq, reason));
    }
}
