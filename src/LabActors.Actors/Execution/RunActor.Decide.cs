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
            then(new DecisionProtocol.Decided(refused.Name, _services.Checks.Settings.Decisions[refused.Name].Default, "default", "default"));
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
        if (resumption.Point is RunPoint.Ending || !_run.PastPointOfNoReturn)
        {
            then();
            return;
        }

        var recovery = _services.Recovery.Of(_run.Step);
        if (_outage.Away > recovery.Window)
        {
            NotResumed($"not resumed in step {_run.Step}: the node was away for {Outage.Words(_outage.Away)}, and its window is {Outage.Words(recovery.Window)}");
            return;
        }

        // Until then nothing is done but to close the inlet on time.
        _undecided = true;
        _whenLine = line => UnlessEnding(() => JudgeLine(line, () => JudgeDevice(() => JudgePolicy(recovery.Policy, resumption, () =>
        {
            _undecided = false;
            then();
        }))));
        _services.Line.Tell(new ExtractionLineProtocol.GetLine());
    }

    private void JudgeLine(ExtractionLineProtocol.LineIs line, Action then)
    {
        var differs = RunReadback.LineDiffers(
            _run,
            _services.Lab,
            _order.Instrument,
            line.AtStart.Select(d => (d.Valve, d.Was, d.Is)),
            inlet => line.Valves.FirstOrDefault(v => LabNames.Same(v.Valve, inlet)) is { State: "closed" },
            Now).ToArray();
        if (differs.Length > 0)
            NotResumed($"not resumed: {string.Join(", ", differs)}");
        else
            then();
    }

    private void JudgeDevice(Action then)
    {
        if (RunReadback.DeviceIsOn(_run) is not { } on || _order.Device is not { } device)
        {
            then();
            return;
        }

        var read = new InstrumentProtocol.ReadStatus($"{_order.RunUuid}/recovery/{device.Name}");
        Ask(_services.ExtractionDevice(device.Name), read.CommandId, read, SettingsLimit, answer => UnlessEnding(() =>
        {
            if (answer is InstrumentProtocol.Done { Value: ExtractionDeviceStatus status })
            {
                if (status.Enabled == on)
                    then();
                else
                    NotResumed($"not resumed: {device.Name} was {(on ? "enabled" : "disabled")} and is {(on ? "disabled" : "enabled")}");
            }
            else
            {
                NotResumed($"not resumed: {device.Name} could not be read: {(answer as InstrumentProtocol.Refused)?.Reason}");
            }
        }));
    }

    private void JudgePolicy(RecoveryPolicy policy, RunResumption resumption, Action then)
    {
        if (policy == RecoveryPolicy.Auto)
        {
            then();
            return;
        }

        var question = _services.Checks.Settings.Ask(
            DecisionCatalog.ResumeRun,
            $"{_order.RunId} was cut off by an outage of {Outage.Words(_outage.Away)}: {resumption.Words(_run)}. Go on with it, or make it safe and save it?",
            DecisionCatalog.Find(DecisionCatalog.ResumeRun)!.Options,
            $"run {_order.RunId}");
        Ask(policy == RecoveryPolicy.Hold ? question with { Limit = Held } : question, decided =>
        {
            if (decided.Answer == "resume")
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
