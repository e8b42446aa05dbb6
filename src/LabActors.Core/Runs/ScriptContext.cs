using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Positions;

namespace LabActors.Core.Runs;

/// <summary>The names that a run gives its scripts.</summary>
public static class ScriptContext
{
    /// <summary>
    /// Values by name: texts, numbers, flags, and <see cref="ImmutableArray{T}"/> of texts for the positions. The
    /// analysis type is cut at its first underscore (<c>blank</c> for a <c>blank_unknown</c>), as scripts expect it.
    /// </summary>
    public static ImmutableDictionary<string, object> Of(RunSpec run) => new Dictionary<string, object>
    {
        ["tray"] = run.Tray,
        ["position"] = PositionExpression.Split(run.Position),
        ["next_position"] = PositionExpression.Split(run.NextPosition),
        ["extract_device"] = ExtractDeviceNames.ForScripts(run.ExtractDevice),
        ["analysis_type"] = run.AnalysisType.Split('_')[0],
        ["disable_between_positions"] = run.DisableBetweenPositions,
        ["duration"] = run.Duration,
        ["extract_value"] = run.ExtractValue,
        ["extract_units"] = run.ExtractUnits,
        ["cleanup"] = run.Cleanup,
        ["pre_cleanup"] = run.PreCleanup,
        ["post_cleanup"] = run.PostCleanup,
        ["delay_after"] = run.DelayAfter,
        ["pattern"] = run.Pattern,
        ["light_value"] = run.LightValue,
        ["beam_diameter"] = run.BeamDiameter,
        ["ramp_duration"] = run.RampDuration,
        ["ramp_rate"] = run.RampRate,
    }.ToImmutableDictionary();
}
