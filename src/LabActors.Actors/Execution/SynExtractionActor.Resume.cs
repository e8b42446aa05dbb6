using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Core.Execution;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <content>
/// A block that an outage cut off: its script runs again, answered from the record until the record ends, its series keep their counts. One that asks for something else than before
/// ends the measurement during extraction, and nothing else.
/// </content>
internal sealed partial class SynExtractionActor
{
    private ScriptReplay? _replay;
    private readonly Dictionary<CommandProtocol.CommandKey, (int Made, JsonElement? Suggested)> _playing = [];

    private void ResumeBlock()
    {
        var started = Block.Scripts[SynProgress.Own].Started;
        if (_order.Script.Hash != started.Sha256)
        {
            End($"the file of its script has changed during block {Syn.BlocksBegun}", failed: true);
            return;
        }

        _replay = new ScriptReplay(Block.Scripts[SynProgress.Own].Commands);
        StartScript(
            _order.Context with { Variables = started.Context.ToImmutableSortedDictionary(StringComparer.Ordinal) },
            $"block-{Syn.BlocksBegun}",
            _order.Outage.Left(Block, started.At, BlockLimit));
        foreach (var series in RunResumption.Of(Block).Background)
        {
            _background.Add(Context.ActorOf(
                AcquisitionActor.InBackground(series, Block, _order.Services.Spectrometer, $"{Block.Started!.RunUuid}/background/{series.Series}", _order.Outage), $"background-{series.Series}"));
        }
    }

    /// <summary>True when the request is one of the record's, or ends the measurement; false when it is new.</summary>
    private bool Replayed(ScriptProtocol.CommandRequested request)
    {
        if (_replay is not { } replay)
            return false;
        var (next, record, divergence) = replay.Meet(request.Seq, request.Name, request.Args);
        if (divergence is not null)
        {
            Diverged(divergence);
            return true;
        }

        _replay = record is null ? null : next;
        if (record is null)
            return false;
        var key = new CommandProtocol.CommandKey(request.Kind, request.Seq);
        _playing[key] = (0, request.Suggested);
        PlayNext(key);
        return true;
    }

    private void PlayNext(CommandProtocol.CommandKey key)
    {
        var (playing, record) = (_playing[key], Block.Scripts[SynProgress.Own].Commands[key.Seq]);
        var step = ReplayStep.Of(record, playing.Made);
        if (step is ReplayStep.Call call)
        {
            _playing[key] = playing with { Made = playing.Made + 1 };
            Send(call.Made);
            return;
        }

        _playing.Remove(key);
        switch (step)
        {
            case ReplayStep.Answer answer:
                _script.Tell(new ScriptProtocol.Answer(key.Seq, answer.Result));
                break;
            case ReplayStep.Fail fail:
                _script.Tell(new ScriptProtocol.Fail(key.Seq, fail.Reason));
                break;
            case ReplayStep.GoOn on:
                Carry(
                    new CommandCall(key, record.Request, Block, _order.Services, _order.Instrument, record.Request.At) { Resumed = record, Outage = _order.Outage }, playing.Suggested);
                if (on.Unfinished is { } made)
                    Send(made);
                break;
        }
    }

    private void SeriesGoesOn(CollectorProtocol.SeriesGoesOn on)
    {
        var acquisition = Sender;
        Record([on.Fact], () =>
        {
            if (on.Fact.Count > 0)
                acquisition.Tell(new CollectorProtocol.ReadingJournaled(on.Fact.Series, on.Fact.Count));
        });
    }

    /// <summary>Calls a function of the script inside its pending command: journaled first, so that a resume makes the same call.</summary>
    private void CallBack(CommandProtocol.CommandKey key, ScriptProtocol.CallBack call)
    {
        var made = new CallBackMade(Now, SynExtraction.Folder, key.Seq, call.Handle, call.Args, "");
        Record([made], () => Send(made));
    }

    private void Send(CallBackMade call) => _script.Tell(new ScriptProtocol.CallBack(call.Handle, call.Arguments));

    private void CalledBack(ScriptProtocol.CallBackResult result)
    {
        if (_playing.Count > 0)
        {
            PlayNext(_playing.Keys.MaxBy(k => k.Seq)!);
            return;
        }

        if (Syn.Block is null)
            return;
        if (Block.Scripts[SynProgress.Own].Commands.Values.Where(r => r.IsOpen && r.CallBacks is [.., { Ended: null }]).MaxBy(r => r.Request.Seq) is { } waits)
        {
            var value = result.Value.ValueKind == JsonValueKind.Undefined ? Json.Null : result.Value;
            Record([new CallBackEnded(Now, SynExtraction.Folder, waits.Request.Seq, value, result.Error ?? "")]);
        }

        _commands.MaxBy(c => c.Key.Seq).Value?.Tell(result);
    }

    /// <summary>A script that ends before its record does has diverged too.</summary>
    private bool EndedShort(ScriptProtocol.ScriptEnded ended)
    {
        if (_replay?.Missing is not { } missing)
            return false;
        Diverged(new Divergence(missing.Seq, missing.Name, $"the end of the script ({ended.Error ?? ended.Outcome.ToString()})"));
        return true;
    }

    private void Diverged(Divergence divergence) => End(
        $"block {Syn.BlocksBegun} did not do again what it had done; command {divergence.Seq} was {divergence.Recorded} and is {divergence.Came}", failed: true);
}
