using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution.Checks;
using LabActors.Core.Decisions;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Actors.Execution;

/// <content>What happens before a queue runs: the checks, the delayed start, the offer to continue an unfinished execution.</content>
public sealed partial class ExecutorActor
{
    private const string StartTimer = "delayed start";
    private const string QuestionTimer = "question";

    // A console that was started with the node has to be there to hear the question.
    private static readonly TimeSpan BeforeQuestion = TimeSpan.FromSeconds(1);
    private Checking? _checking;
    private bool _undecided;
    private bool _left;

    private void CommandChecks()
    {
        Command<CheckProtocol.Passed>(p => IfCurrent(_ => Journal(new CheckPassed(Now, p.Check, p.Found))));
        Command<CheckProtocol.AllPassed>(p => IfCurrent(c => EndChecks(() => c.Passed(p))));
        Command<CheckProtocol.Failed>(f => IfCurrent(c => EndChecks(() => c.Failed(f))));
        Command<CheckerDied>(d =>
        {
            if (_checking is { } checking && checking.Actor.Equals(d.Checker))
                EndChecks(() => checking.Failed(new CheckProtocol.Failed("checks", "the actor that makes the checks died; the node's log says why", false, [])));
        });
        Command<StartTimeCame>(_ => BeginAfterWait("elapsed"));
        Command<QuestionIsDue>(_ => AskAboutUnfinished());
        Command<DecisionProtocol.Decided>(d => Decided(d.Answer, d.By));
        Command<DecisionProtocol.PresetRefused>(p =>
        {
            Log.Error("{Reason}; the unfinished execution is continued", p.Reason);
            Decided("continue", "default");
        });
    }

    private void Execute(ExecutorProtocol.Execute execute)
    {
        if (_execution.Running || _checking is not null)
        {
            var queues = _execution.Running ? _execution.Queues : _checking!.Pending;
            Sender.Tell(execute.Queues.All(asked => queues.Any(q => q.Queue.Path == asked.Queue.Path))
                ? new ExecutorProtocol.ItRuns([.. queues.Select(q => q.QueueId)])
                : new ExecutorProtocol.Refused("other queues", $"{_instrument.Name} runs {string.Join(", ", queues.Select(q => q.Queue.Path))}{(_execution is { Running: true, StartedBy: { Length: > 0 } by } ? $", started by {by}" : "")}", "refused"));
            return;
        }

        if (_stopping is { } stopping)
        {
            Refuse("safe state", $"the laboratory is being made safe by {stopping.By}: {stopping.Why}", "refused", Sender);
            return;
        }

        if (_draining)
        {
            Refuse("node", "the node stops when what is in flight has ended", "refused", Sender);
            return;
        }

        var asker = Sender;
        Check(
            ExecutionChecks.BeforeExecution,
            execute.Queues,
            passed => Start(execute, passed, asker),
            failed => Refuse(failed.Check, failed.Reason, failed.Canceled ? "canceled" : "refused", asker));
    }

    private void Start(ExecutorProtocol.Execute execute, CheckProtocol.AllPassed passed, IActorRef asker)
    {
        foreach (var effect in passed.Effects)
        {
            object? word = effect switch
            {
                CheckEffect.TakeNumbers t => new RegistryProtocol.TakeNumbers(t.Identifier, t.Numbers, t.UserAliquot, t.Store),
                CheckEffect.UseBlank b => new RegistryProtocol.UseBlank(b.RunId, b.AnalysisType, _instrument.Name, b.ExtractionDevice),
                _ => null,
            };
            if (word is not null)
                _registry.Tell(word);
        }

        ImmutableArray<AcceptedQueue> queues = [.. execute.Queues.Select((q, i) => q with { Queue = passed.Order.Queues[i] })];
        var started = new ExecutionStarted(
            Now, queues, execute.By, execute.StartAt ?? queues[0].Queue.StartAt, execute.StopAt, _services.Checks.Settings.ExecutesOpenQueues);
        Journal(started, s =>
        {
            asker.Tell(new ExecutorProtocol.ExecutionAccepted([.. s.Queues.Select(q => q.QueueId)]));
            Continue();
        });
    }

    private void Refuse(string check, string reason, string state, IActorRef asker) =>
        Journal(new ExecutionRefused(Now, check, reason, state), _ => asker.Tell(new ExecutorProtocol.Refused(check, reason, state)));

    /// <summary>Goes on where the journal says that the execution stands.</summary>
    private void Continue()
    {
        if (_execution.WaitsUntil is { } start)
            Timers.StartSingleTimer(StartTimer, new StartTimeCame(), start > Now ? start - Now : TimeSpan.Zero);
        else if (_execution.Current.Length > 0)
            StartCurrent();
        else
            NextQueue();
    }

    private void BeginAfterWait(string how)
    {
        Timers.Cancel(StartTimer);
        if (_execution is { Running: true, WaitsUntil: not null })
            Journal(new DelayedStartOver(Now, how), _ => NextQueue());
    }

    private void NextQueue()
    {
        if (_execution.Next is not { } next)
        {
            var last = _execution.Finished.Values.MaxBy(f => f.At)!;
            var left = _execution.Queues.Length - _execution.Finished.Count;
            var cause = last.State == "completed" && left > 0 && !_execution.OpenQueues
                ? $"execute-open-queues is off: {left} more {(left == 1 ? "queue is" : "queues are")} not run"
                : last.Cause;
            End(last.State, cause);
            return;
        }

        if (_draining)
        {
            TellDrained();
            return;
        }

        Check(
            ExecutionChecks.BeforeQueue,
            [next],
            _ => Journal(new QueueLaunched(Now, next.QueueId), _ => StartCurrent()),
            failed => End(failed.Canceled ? "canceled" : "failed", $"{failed.Check}: {failed.Reason}"));
    }

    private void Check(
        ImmutableArray<ExecutionCheck> checks, ImmutableArray<AcceptedQueue> queues, Action<CheckProtocol.AllPassed> passed, Action<CheckProtocol.Failed> failed)
    {
        var order = new CheckOrder(_services.Lab, _instrument, [.. queues.Select(q => q.Queue)], Now);
        var actor = Context.ActorOf(CheckActor.Props(order, checks, _services));
        WatchFor(actor, new CheckerDied(actor));
        _checking = new Checking(actor, queues, passed, failed);
    }

    private void IfCurrent(Action<Checking> act)
    {
        if (_checking is { } checking && checking.Actor.Equals(Sender))
            act(checking);
    }

    private void EndChecks(Action then)
    {
        NoLongerWatch(_checking!.Actor);
        Context.Stop(_checking.Actor);
        _checking = null;
        then();
    }

    private void Stop(QueueProtocol.Stop stop)
    {
        if (EndBeforeQueue(stop.How, stop.By, stop.Why))
            Sender.Tell(new QueueProtocol.Accepted(stop.How));
        else
            ToQueue(stop);
    }

    /// <summary>
    /// A stop that comes while checks are made, while the start is waited for, or before the operator has said what becomes of an unfinished execution, ends it before
    /// a queue runs. False when none of this is under way.
    /// </summary>
    private bool EndBeforeQueue(string how, string by, string why)
    {
        if (_undecided)
        {
            _services.Checks.Decisions.Tell(new DecisionProtocol.Withdraw());
            Decided("leave", by);
        }
        else if (_checking is { } checking)
        {
            EndChecks(() => checking.Failed(new CheckProtocol.Failed("stop", $"stopped by {by}: {why}", Canceled: true, [])));
        }
        else if (_execution is { Running: true, WaitsUntil: not null })
        {
            Timers.Cancel(StartTimer);
            End(how == "abort" ? "aborted" : "canceled", $"before its delayed start, by {by}: {why}");
        }
        else
        {
            return false;
        }

        return true;
    }

    private void End(string state, string cause) => Journal(new ExecutionEnded(Now, state, cause), _ =>
    {
        TellIdle();
        TellDrained();
    });

    private void ContinueDelay(QueueProtocol.ContinueDelay go)
    {
        if (_execution is not { Running: true, WaitsUntil: not null } || _undecided)
        {
            ToQueue(go);
            return;
        }

        Sender.Tell(new QueueProtocol.Accepted("continue"));
        BeginAfterWait($"continued by {go.By}");
    }

    /// <summary>
    /// What becomes of the rows that wait is the operator's word. What becomes of runs that were in flight is not: they go on at once, or are made safe and saved, as recovery has it,
    /// whatever the answer and however long it takes. A laser may be on, and gas in the line.
    /// </summary>
    private void AskWhetherToContinue()
    {
        _undecided = true;
        if (_execution.Current.Length > 0)
            StartCurrent();
        Timers.StartSingleTimer(QuestionTimer, new QuestionIsDue(), BeforeQuestion);
    }

    private void AskAboutUnfinished()
    {
        if (!_undecided)
            return;
        var files = string.Join(", ", _execution.Queues.Select(q => q.Queue.Path));
        _services.Checks.Decisions.Tell(new DecisionProtocol.Ask(_services.Checks.Settings.Ask(
            DecisionCatalog.Unfinished,
            $"The data folder holds an unfinished experiment of {files}, started {_execution.StartedAt:yyyy-MM-dd HH:mm}. Continue it first, or leave it canceled?",
            DecisionCatalog.Find(DecisionCatalog.Unfinished)!.Options,
            $"executor of {_instrument.Name}")));
    }

    private void Decided(string answer, string by)
    {
        if (!_undecided)
            return;
        _undecided = false;
        var why = ExecutionProgress.LeftBy(by);
        if (answer == "continue" && _execution.Current.Length == 0)
            Continue();
        else if (answer == "continue")
            CurrentQueue().Tell(new QueueProtocol.MayLaunch());
        else if (_execution.Current.Length == 0)
            End("canceled", why);
        else
            Leave(by, why);
    }

    private void Leave(string by, string why)
    {
        _left = true;
        var queue = CurrentQueue();

        // A stop of the whole laboratory has gone to the queue already.
        if (_stopping is null)
            queue.Tell(new QueueProtocol.Stop("cancel", by, why));
    }

    private sealed record Checking(
        IActorRef Actor, ImmutableArray<AcceptedQueue> Pending, Action<CheckProtocol.AllPassed> Passed, Action<CheckProtocol.Failed> Failed);

    private sealed record CheckerDied(IActorRef Checker);

    private sealed record StartTimeCame;

    private sealed record QuestionIsDue;
}
