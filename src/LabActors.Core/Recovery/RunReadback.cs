using LabActors.Core.Execution;
using LabActors.Core.Scripts;

namespace LabActors.Core.Recovery;

/// <summary>What a run that was cut off left switched on, by its journal.</summary>
public static class RunReadback
{
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
