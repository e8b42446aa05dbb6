using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;

namespace LabActors.Core.Recovery;

/// <summary>Foresees what a run's actor will judge when it finds its run cut off.</summary>
internal static class RunOutlooks
{
    public static (RunOutlook Outlook, string Why) Of(RunProgress run, ImmutableArray<HardwareFinding> found, LabDefinition lab, Outage outage, RecoverySettings settings)
    {
        if (run.Ended is { } ended)
            return (RunOutlook.Over, $"it had ended {ended.State}");
        if (run.Ending is { } ending)
            return (RunOutlook.EndsOn, $"it was being ended as {ending.State} ({ending.Cause})");
        var recovery = settings.Of(run.Step);
        var asks = recovery.Policy == RecoveryPolicy.Auto ? "" : $"the policy of step {(run.Step.Length > 0 ? run.Step : "extraction")} is {(recovery.Policy == RecoveryPolicy.Ask ? "ask" : "hold")}";
        if (!run.PastPointOfNoReturn)
        {
            return asks.Length > 0
                ? (RunOutlook.Asked, $"{asks}; nothing physical had been done")
                : (RunOutlook.Resumed, "nothing physical had been done; if it cannot be resumed it is started again by itself");
        }

        if (outage.Away > recovery.Window)
            return (RunOutlook.Saved, $"the node was away for {Outage.Words(outage.Away)}, and the window of step {run.Step} is {Outage.Words(recovery.Window)}");
        if (lab.FindInstrument(run.Started!.Instrument) is null)
            return (RunOutlook.Saved, $"the laboratory has no instrument {run.Started.Instrument}");
        if (found.Any(f => f.IsAgainst))
            return (RunOutlook.Saved, string.Join(", ", found.Where(f => f.IsAgainst)));
        if (asks.Length > 0)
            return (RunOutlook.Asked, asks);
        var inFlight = run.Scripts.Values.Where(s => s.Finished is null).Select(s => s.Pending?.Request).FirstOrDefault(c => c is not null && CommandResumes.Of(c.Name) == CommandResume.Decide);
        return inFlight is not null
            ? (RunOutlook.Asked, $"{inFlight.Name} was under way, and is never done again by itself; what the device had begun is waited for, what it cannot tell is asked (repeat, done, cancel)")
            : (RunOutlook.Resumed, $"away for {Outage.Words(outage.Away)}, within the window of {Outage.Words(recovery.Window)} of step {run.Step}; {HardwareWords.Of(found)}");
    }
}
