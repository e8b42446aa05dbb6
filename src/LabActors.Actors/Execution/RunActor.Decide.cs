using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Core.Decisions;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// Whether a run that was cut off goes on: not after too long an outage, not with hardware that is no longer as it left it, and only with the operator's word where the policy of its step wants it. And what
/// nobody but the operator can know: whether a shot that was under way was done.
/// </summary>
public sealed partial class RunActor
{
    // What nobody answers is held for ever, as far as a laboratory is concerned.
    private static readonly TimeSpan Held = TimeSpan.FromDays(365);

    // No pattern is as short, and no shot is loaded as fast.
    private static readonly TimeSpan ShortestAction = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, Action<DecisionProtocol.Decided>> _decisions = [];
    private Action<ExtractionLineProtocol.LineIs>? _whenLine;
    private bool _undecided;

    private void ReceiveResume()
    {
        Command<ExtractionLineProtocol.LineIs>(line =>
        {
            var then = _whenLine;
            _whenLine = null;
            then?.Invoke(line);
        });
        Command<Commands.MatchActor.Ended>(Matched);
        Command<DecisionProtocol.Decided>(decided =>
        {
            if (_decisions.Remove(decided.Name, out var then))
                then(decided);
        });
        Command<DecisionProtocol.PresetRefused>(refused =>
        {
            if (!_decisions.Remove(refused.Name, out var then))
                return;
            Note("warning", refused.Reason);
            then(new DecisionProtocol.Decided(refused.Name, refused.Default, "default", "default"));
        });
    }

    /// <summary>The run is being ended: what was asked needs no answer any more.</summary>
    private void Undecided()
    {
        _undecided = false;
        if (_decisions.Count == 0)
            return;
        _decisions.Clear();
        _services.Checks.Decisions.Tell(new DecisionProtocol.Withdraw());
    }

    private void Judge(RunResumption resumption, Action then)
    {
        if (resumption.Point is RunPoint.Ending)
        {
            then();
            return;
        }

        // Until it is decided nothing is done but to close the inlet on time.
        var recovery = _services.Recovery.Of(_run.Step);
        _undecided = true;
        if (!_run.PastPointOfNoReturn)
        {
            JudgePolicy(recovery.Policy, resumption, Decided);
            return;
        }

        if (_outage.Away > recovery.Window)
        {
            NotResumed($"not resumed in step {_run.Step}: the node was away for {Outage.Words(_outage.Away)}, and its window is {Outage.Words(recovery.Window)}");
            return;
        }

        FindHardware(found =>
        {
            if (found.Any(f => f.IsAgainst))
                NotResumed($"not resumed: {string.Join(", ", found.Where(f => f.IsAgainst))}");
            else
                JudgePolicy(recovery.Policy, resumption, () => BringToMatch(found, Decided));
        });

        void Decided()
        {
            _undecided = false;
            then();
        }
    }

    private void JudgePolicy(RecoveryPolicy policy, RunResumption resumption, Action then)
    {
        if (policy == RecoveryPolicy.Auto)
        {
            then();
            return;
        }

        // Nothing was done and no number is spent: it begins again as if it had never begun. After that it never does.
        var fresh = !_run.PastPointOfNoReturn;
        var question = _services.Checks.Settings.Ask(
            DecisionCatalog.ResumeRun,
            $"{_order.RunId} was cut off by an outage of {Outage.Words(_outage.Away)}: {resumption.Words(_run)}. Go on with it, or {(fresh ? "begin it again" : "make it safe and save it")}?",
            fresh ? [DecisionCatalog.Resume, DecisionCatalog.Restart] : [DecisionCatalog.Resume, DecisionCatalog.Save],
            $"run {_order.RunId}");
        question = question with
        {
            Default = question.Options.Contains(question.Default) ? question.Default : question.Options[^1],
            Limit = policy == RecoveryPolicy.Hold ? Held : question.Limit,
        };
        Ask(question, decided =>
        {
            if (decided.Answer == DecisionCatalog.Resume)
                then();
            else
                NotResumed($"not resumed: {decided.How} {decided.Answer} by {decided.By}");
        });
    }

    private void Ask(Question question, Action<DecisionProtocol.Decided> then)
    {
        _decisions[question.Name] = decided => UnlessEnding(() => then(decided));
        _services.Checks.Decisions.Tell(new DecisionProtocol.Ask(question));
    }

    /// <summary>A command that must not happen twice was in flight. What the device had begun is waited for; what it cannot tell is decided.</summary>
    private void Decide(CommandProtocol.CommandKey key, CommandRecord record)
    {
        var device = _services.ExtractionDevice(_order.Device?.Name ?? "");
        if (device.IsNobody() || record.Last<DeviceActionBegan>() is not null)
            Carry(Again(key, record));
        else if (record.Request.Name is "execute_pattern")
            ReadBegun(key, record, device, id => new InstrumentProtocol.ReadStatus(id), value => value is ExtractionDeviceStatus status ? status.Pattern.Length > 0 : null);
        else if (record.Request.Name is "extract_pipette" or "load_pipette")
            ReadBegun(key, record, device, id => new InstrumentProtocol.ReadLoading(id), value => value as bool?);
        else
            AskWhetherDone(key, record);
    }

    /// <summary>A device that is at it has begun; one that is not, so soon after it was asked, has not.</summary>
    private void ReadBegun(CommandProtocol.CommandKey key, CommandRecord record, IActorRef device, Func<string, object> read, Func<object?, bool?> begun)
    {
        var id = $"{_order.RunUuid}/recovery/{record.Request.Kind}/{key.Seq}";
        Ask(device, id, read(id), SettingsLimit, answer => UnlessEnding(() =>
        {
            if (answer is not InstrumentProtocol.Done done || begun(done.Value) is not { } isAtIt)
                AskWhetherDone(key, record);
            else if (isAtIt)
                Write([new DeviceActionBegan(record.Request.At, record.Request.Name, done.Simulated)], () => Carry(Again(key, RecordOf(key))));
            else if (Now - record.Request.At < ShortestAction)
                Carry(Again(key, record));
            else
                AskWhetherDone(key, record);
        }));
    }

    private void AskWhetherDone(CommandProtocol.CommandKey key, CommandRecord record)
    {
        var (name, where) = (record.Request.Name, $"{record.Request.File}:{record.Request.Line}");
        var question = _services.Checks.Settings.Ask(
            DecisionCatalog.OneShot,
            $"{_order.RunId}: the node died while {name} ({where}) was under way, and it cannot be read back whether it was done. Do it again, take it for done, or make the run safe and save it?",
            DecisionCatalog.Find(DecisionCatalog.OneShot)!.Options,
            $"run {_order.RunId}");
        Ask(question, decided =>
        {
            Note("warning", $"{name}, under way at the outage: {decided.Answer}, {decided.How} by {decided.By}");
            switch (decided.Answer)
            {
                case "repeat":
                    Carry(Again(key, record));
                    break;
                case "done":
                    var (result, facts) = ExtractionCommands.WhenTakenForDone(Again(key, record));
                    Answer(key, result, facts);
                    break;
                default:
                    NotResumed($"not resumed: {name} was under way, and nobody knows whether it was done ({decided.How})");
                    break;
            }
        });
    }
}
