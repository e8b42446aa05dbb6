using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;

namespace LabActors.Core.Recovery;

/// <summary>What a run that was cut off left switched on and open, by its journal: what the hardware has to read for it to go on.</summary>
public static class RunReadback
{
    /// <summary>The inlets that must still be open: those that the run opened and whose time is not over.</summary>
    public static IEnumerable<string> OpenInlets(RunProgress run, DateTimeOffset now) => run.Equilibrations
        .Where(e => e is { Opened: { } opened, Closed: null } && opened.At.AddSeconds(opened.EquilibrationSeconds) > now)
        .SelectMany(e => e.Opened!.Inlets);

    /// <summary>What of the line forbids that the run goes on, in words: a valve of its sections, or its inlet, that is not as the run left it.</summary>
    /// <param name="differences">Valves that are not as the journal left them, and how.</param>
    /// <param name="isClosed">Whether a valve is closed now.</param>
    public static IEnumerable<string> LineDiffers(
        RunProgress run,
        LabDefinition lab,
        InstrumentDefinition instrument,
        IEnumerable<(string Valve, string Was, string Is)> differences,
        Func<string, bool> isClosed,
        DateTimeOffset now)
    {
        var sections = run.HoldsLine ? instrument.Sections : [];
        ImmutableHashSet<string> own = [.. lab.Valves.Where(v => sections.Contains(v.Section)).Select(v => v.Name), instrument.Inlet];
        return differences.Where(d => own.Contains(d.Valve)).Select(d => $"valve {d.Valve} was {d.Was} and is {d.Is}")
            .Concat(OpenInlets(run, now).Where(isClosed).Select(inlet => $"inlet {inlet} was open and is closed"))
            .Distinct();
    }

    /// <summary>
    /// Whether the extraction device must still be enabled. Null when the journal does not tell: no script of the run has switched it, the extraction is over, or a command that concerns the device is under
    /// way.
    /// </summary>
    public static bool? DeviceIsOn(RunProgress run)
    {
        if (run.Scripts.GetValueOrDefault(ScriptKind.Extraction.Folder()) is not { Finished: null } script
            || (script.Pending is { } pending && CommandCatalog.Find(pending.Request.Name)?.Capability is not (ScriptCapability.None or ScriptCapability.Resources or ScriptCapability.Valves or ScriptCapability.Gauges)))
            return null;
        var last = script.Commands.Values
            .Where(c => c.Completed is not null && c.Request.Name is "enable" or "disable")
            .MaxBy(c => c.Request.Seq);
        return last is null ? null : last.Request.Name == "enable";
    }
}
