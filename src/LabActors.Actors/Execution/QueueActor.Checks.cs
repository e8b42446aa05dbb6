using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Execution.Checks;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <content>What happens between a row's turn and its launch: scheduled stop and checks; and the run monitor of runs in flight.</content>
public sealed partial class QueueActor
{
    private IActorRef _checker = ActorRefs.Nobody;
    private IActorRef _monitor = ActorRefs.Nobody;

    private void CommandChecks()
    {
        Command<CheckProtocol.Passed>(p => Log.Warning("{Check}: {Found}", p.Check, p.Found), p => p.IsWarning);
        Command<CheckProtocol.Passed>(_ => { });
        Command<CheckProtocol.AllPassed>(p => IfCurrent(launch => Journal(
            new RunChecked(Now, launch.Row, p.Checks, "", ""), _ => LaunchIfStillDue(launch))));
        Command<CheckProtocol.Failed>(f => IfCurrent(launch => NotLaunched(launch, f)));
        Command<CheckerDied>(d =>
        {
            if (_launching is { } launch && _checker.Equals(d.Checker))
                NotLaunched(launch, new CheckProtocol.Failed("checks", "the actor that makes the checks died; the node's log says why", false, []));
        });
        Command<RunMonitorActor.Tripped>(MonitorTrips);
        Command<RunMonitorActor.Unread>(u => Log.Warning("Run monitor of queue {QueueId}: {Reading}", _order.QueueId, u.Reading));
    }

    private void CheckBeforeLaunch(NextStep.Launch launch)
    {
        var spec = _queue.Row(launch.Row).Spec;
        if (AgainstScheduledStop(spec) is { Length: > 0 } why)
        {
            Journal(new QueueStopRequested(Now, "at-completion", "schedule", why), _ => Advance());
            return;
        }

        (_launching, _launchingSpec) = (launch, spec);
        var order = new CheckOrder(_order.Services.Lab, _order.Instrument, [_queue.Header! with { Runs = [spec] }], Now) { IsOverlapped = !_queue.InFlight.IsEmpty };
        _checker = Context.ActorOf(CheckActor.Props(order, ExecutionChecks.BeforeRun, _order.Services));
        WatchFor(_checker, new CheckerDied(_checker));
    }

    /// <summary>
    /// A run whose end the queue's schedule has after the scheduled stop is not started; one whose duration is not known is, until the stop itself has come.
    /// </summary>
    private string AgainstScheduledStop(RunSpec spec)
    {
        if ((_order.StopAt ?? _queue.Header!.StopAt) is not { } stop)
            return "";
        var end = QueueEstimate.Next(_queue, _order.Services.Estimates.Of, _order.Instrument.MinPumpTime, Now, _order.DelayBefore)?.End ?? Now;
        return end > stop || Now >= stop ? $"scheduled stop at {stop:yyyy-MM-dd HH:mm}; {spec.Labnumber} would end at about {end:HH:mm}" : "";
    }

    private void IfCurrent(Action<NextStep.Launch> act)
    {
        if (!_checker.Equals(Sender))
            return;
        NoLongerWatch(_checker);
        _checker = ActorRefs.Nobody;

        // None when a stop came first.
        if (_launching is { } launch)
            act(launch);
    }

    /// <summary>An operator may have paused or stopped the queue, or changed it, while the checks were made.</summary>
    private void LaunchIfStillDue(NextStep.Launch launch)
    {
        if (_launching is null)
            return;
        _launching = null;
        if (_queue.Next(_order.DelayBefore) == launch && _queue.Row(launch.Row).Spec == _launchingSpec)
            Register(launch);
        else
            Advance();
    }

    private void NotLaunched(NextStep.Launch launch, CheckProtocol.Failed failed)
    {
        _launching = null;
        _checker = ActorRefs.Nobody;
        Journal(new RunChecked(Now, launch.Row, failed.Passed, failed.Check, failed.Reason), _ => Advance());
    }

    /// <summary>The run monitor lives while runs are in flight.</summary>
    private void WatchInFlight()
    {
        var flying = !_queue.InFlight.IsEmpty;
        if (flying && _monitor.IsNobody() && !_order.Services.Checks.Settings.MonitorRules.IsEmpty)
        {
            _monitor = Context.ActorOf(RunMonitorActor.Props(_order.Services));
        }
        else if (!flying && !_monitor.IsNobody())
        {
            Context.Stop(_monitor);
            _monitor = ActorRefs.Nobody;
        }
    }

    private void MonitorTrips(RunMonitorActor.Tripped tripped)
    {
        if (!_monitor.Equals(Sender) || _queue.InFlight.IsEmpty)
            return;
        Context.Stop(_monitor);
        var cause = $"run monitor: {tripped.Reading}";
        Journal(new MonitorTripped(Now, tripped.Reading.Rule.Text, cause), _ =>
        {
            foreach (var run in _runs.Values)
                run.Tell(new RunProtocol.End(new RunEnding("failed", cause, EndsQueue: true, PostEquilibration: true), "run monitor"));
        });
    }

    private sealed record CheckerDied(IActorRef Checker);
}
