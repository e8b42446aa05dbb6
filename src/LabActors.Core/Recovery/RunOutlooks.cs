using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Scripts;

namespace LabActors.Core.Recovery;

/// <summary>Foresees what a run's actor will judge when it finds its run cut off.</summary>
internal static class RunOutlooks
{
    public static (RunOutlook Outlook, string Why) Of(
        RunProgress run, LabDefinition lab, ImmutableArray<HardwareDifference> differences, LabReadback read, Outage outage, RecoverySettings settings)
    {
        if (run.Ended is { } ended)
            return (RunOutlook.Over, $"it had ended {ended.State}");
        if (run.Ending is { } ending)
            return (RunOutlook.EndsOn, $"it was being ended as {ending.State} ({ending.Cause})");
        if (!run.PastPointOfNoReturn)
            return (RunOutlook.Resumed, "nothing physical had been done; if it cannot be resumed it is started again by itself");
        var recovery = settings.Of(run.Step);
        if (outage.Away > recovery.Window)
            return (RunOutlook.Saved, $"the node was away for {Outage.Words(outage.Away)}, and the window of step {run.Step} is {Outage.Words(recovery.Window)}");
        if (Mismatch(run, lab, differences, read, outage.To) is { Length: > 0 } mismatch)
            return (RunOutlook.Saved, mismatch);
        if (recovery.Policy != RecoveryPolicy.Auto)
            return (RunOutlook.Asked, $"the policy of step {run.Step} is {(recovery.Policy == RecoveryPolicy.Ask ? "ask" : "hold")}");
        var inFlight = run.Scripts.Values.Where(s => s.Finished is null).Select(s => s.Pending?.Request).FirstOrDefault(c => c is not null && CommandResumes.Of(c.Name) == CommandResume.Decide);
        return inFlight is not null
            ? (RunOutlook.Asked, $"{inFlight.Name} was under way, and is never done again by itself; what the device had begun is waited for, what it cannot tell is asked (repeat, done, cancel)")
            : (RunOutlook.Resumed, $"away for {Outage.Words(outage.Away)}, within the window of {Outage.Words(recovery.Window)} of step {run.Step}; the hardware is as the journal has it");
    }

    private static string Mismatch(RunProgress run, LabDefinition lab, ImmutableArray<HardwareDifference> differences, LabReadback read, DateTimeOffset now)
    {
        if (lab.FindInstrument(run.Started!.Instrument) is not { } instrument)
            return $"the laboratory has no instrument {run.Started.Instrument}";
        var found = RunReadback.LineDiffers(
                run, lab, instrument, differences.Where(d => d.What == "valve").Select(d => (d.Device, d.Journal, d.Read)), valve => read.Valves.GetValueOrDefault(valve) == ValveStand.Closed, now)
            .Concat(differences.Where(d => d.What != "valve" && d.Device == run.Started.ExtractionDevice).Select(d => d.ToString()))
            .Concat(RunReadback.DeviceIsOn(run) is not null && read.Unread.TryGetValue(run.Started.ExtractionDevice, out var why) ? [$"{run.Started.ExtractionDevice} could not be read: {why}"] : []);
        return string.Join(", ", found);
    }
}
