using Akka.Actor;
using LabActors.Actors.Leases;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>What the run leases: line and extraction device, then the spectrometer; and when it leaves the line to the next one.</summary>
public sealed partial class RunActor
{
    private bool _acquiring;
    private bool _givesWay;
    private bool _confirms;

    private void Acquire(IEnumerable<string> resources, string why)
    {
        _acquiring = true;
        _services.Leases.Tell(new LeaseProtocol.Acquire(_order.Holder, [.. resources], why));
    }

    private void LeaseGranted(LeaseProtocol.Granted granted) => Write(
        granted.Resources.All(_run.Leases.Contains) ? [] : [new RunLeaseObtained(Now, granted.Resources, granted.Token)],
        () =>
        {
            _acquiring = false;
            if (_ending is not null)
                ContinueEnding();
            else if (granted.Resources.Contains(_order.SpectrometerResource))
                WaitForPumping(granted);
            else
                BeginExtraction();
        });

    /// <summary>Waiting would have closed a circle of runs that wait for each other: this one gives way.</summary>
    private void LeaseRefused(LeaseProtocol.AcquireRefused refused)
    {
        _acquiring = false;
        _givesWay = true;
        if (_ending is null)
            Fail($"lease refused: {refused.Reason}");
        else
            ContinueEnding();
    }

    /// <summary>A run that goes on after its node was away does nothing before it is known that what it holds is still its own.</summary>
    private void ConfirmLeases()
    {
        _confirms = true;
        _services.Leases.Tell(new LeaseProtocol.Confirm(_order.Holder, [.. _run.Leases]));
    }

    private void LeasesConfirmed()
    {
        if (!_confirms)
            return;
        _confirms = false;
        Resume();
    }

    /// <summary>The line is perhaps another node's by now: this run does nothing to it any more. One that is to go on does so only to end.</summary>
    private void LeaseLost(LeaseProtocol.Lost lost)
    {
        var goesOn = _confirms;
        _confirms = false;
        Write(_run.LostLease.Length > 0 ? [] : [new RunLeaseLost(Now, lost.Resources, lost.Why)], () =>
        {
            if (goesOn)
                Resume();
            else if (_ending is null)
                BeginEnding(new RunEnding("interrupted", lost.Why, EndsQueue: false, PostEquilibration: false), "the laboratory's nodes");
        });
    }

    /// <summary>A run that overlapped the one before lets the spectrometer be pumped for its minimum time.</summary>
    private void WaitForPumping(LeaseProtocol.Granted granted)
    {
        var previous = granted.Previous.GetValueOrDefault(_order.SpectrometerResource);

        // What measured during extraction was the run itself: the gas is that of whoever had it before.
        var (released, after) = previous?.Holder.Id == RunOrder.SynHolder(_order.Holder).Id
            ? (_run.Syn?.Obtained?.ReleasedAt, _run.Syn?.Obtained?.After)
            : (previous?.ReleasedAt, previous?.Holder.Description);
        var wait = released > _run.Started!.At ? released.Value + _order.MinPumpTime - Now : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            StartMeasurement();
            return;
        }

        Note("info", $"waits {wait.TotalSeconds:0.#} s for the spectrometer to be pumped after {after}");
        Timers.StartSingleTimer("pumping", PumpTimeOver.Instance, wait);
    }

    /// <summary>
    /// The line is left to the next run when the inlet is closed (or the measurement is over), the overlap has elapsed and the
    /// pump-out is done; only then are its lease and the queue's next run free.
    /// </summary>
    private void FreeLineIfDone()
    {
        if (_ending is not null || _undecided || _run.LineFreedAt is not null || PumpsOut)
            return;
        var measured = _run.Steps.ContainsKey("measurement");
        if (_run.InletClosedAt is not { } closed)
        {
            if (measured && _order.Overlaps && _equilibrations.Count == 0)
                FreeLine();
            return;
        }

        if (!_order.Overlaps || _equilibrations.Count > 0)
            return;
        var wait = closed.AddSeconds(_order.Spec.Overlap) - Now;
        if (wait > TimeSpan.Zero)
            Timers.StartSingleTimer("overlap", OverlapOver.Instance, wait);
        else
            FreeLine();
    }

    private void FreeLine() => Write([new LineFreed(Now)], () =>
    {
        _services.Leases.Tell(new LeaseProtocol.Release(_order.Holder, [.. _order.LineResources], "the line is free for the next run"));
        Context.Parent.Tell(new RunProtocol.LineIsFree(_order.RunUuid));
        SaveIfDone();
    });

    private sealed record PumpTimeOver
    {
        public static readonly PumpTimeOver Instance = new();
    }

    private sealed record OverlapOver
    {
        public static readonly OverlapOver Instance = new();
    }
}
