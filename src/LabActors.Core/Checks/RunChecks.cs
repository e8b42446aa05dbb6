using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Templates;

namespace LabActors.Core.Checks;

/// <summary>
/// The human-error checks of one run. Every fault is found; the first of each list is the one that Pychron would stop at.
/// </summary>
public static class RunChecks
{
    /// <summary>Faults that keep the run from being executed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isUv">A UV laser needs no duration, and its runs do not overlap.</param>
    public static ImmutableArray<RunFault> Fatal(RunSpec run, bool isUv)
    {
        var faults = ImmutableArray.CreateBuilder<RunFault>();
        if (run.Labnumber.Length == 0)
            faults.Add(new RunFault("labnumber", "no labnumber"));
        else if (run.AnalysisType == IdentifierTable.UnknownType)
            faults.AddRange(FatalOfUnknown(run, isUv));
        if (run.ExtractionScript.Contains("syn", StringComparison.OrdinalIgnoreCase) && ScriptNames.IsNone(run.SynExtractionScript))
            faults.Add(new RunFault("syn_extraction", "syn extraction script missing"));
        return faults.ToImmutable();
    }

    /// <summary>Faults that are told and do not stop the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">Its place in the queue, 1 for the first, for the message.</param>
    /// <param name="options">Which checks are on.</param>
    public static ImmutableArray<RunFault> NonFatal(RunSpec run, int number, CheckOptions options)
    {
        var faults = ImmutableArray.CreateBuilder<RunFault>();
        foreach (var (kind, column, name) in Scripts(run).Where(script => ScriptNames.IsNone(script.Name)))
        {
            var runId = RunIds.Make(run.Labnumber, run.AliquotOr(0));
            faults.Add(new RunFault(column, $"Missing \"{kind}\" for run={number} {runId} pos={run.Position}"));
        }

        if (options.ExtractionScripts && !ScriptNames.IsNone(run.ExtractionScript))
            faults.AddRange(ExtractionScriptFaults(run, options.ExactDeviceWord));
        return faults.ToImmutable();
    }

    /// <summary>Numbers that no instrument can be set to: not finite, or negative times and weights.</summary>
    public static ImmutableArray<RunFault> Numbers(RunSpec run) =>
    [
        .. Values(run)
            .Where(value => !double.IsFinite(value.Number) || (value.Number < 0 && !value.MayBeNegative))
            .Select(value => new RunFault(
                value.Column, $"found {PythonText.Repr(value.Number)}; expected a finite number{(value.MayBeNegative ? "" : ", 0 or more")}")),
    ];

    /// <summary>True when the run asks anything of an extraction device.</summary>
    public static bool NeedsExtractDevice(RunSpec run) =>
        run.ExtractValue != 0 || run.Cleanup != 0 || run.Duration != 0 || run.PostCleanup != 0 || run.PreCleanup != 0
        || run.CryoTemperature != 0;

    /// <summary>The identifier with the modifier that the defaults have for its tag, null where it has that already.</summary>
    public static string? Repair(RunSpec run, ScriptDefaults defaults)
    {
        var parts = run.Labnumber.Split('-');
        if (parts.Length < 2 || !PythonText.TryInt(parts[1], out var written)
            || defaults.Modifier(parts[0]) is not { } modifier || modifier == written)
        {
            return null;
        }

        return string.Join('-', parts.Select((part, place) => place == 1 ? SpecialIdentifiers.Part(modifier) : part));
    }

    private static IEnumerable<RunFault> FatalOfUnknown(RunSpec run, bool isUv)
    {
        if (run.Duration == 0 && !isUv)
            yield return new RunFault("duration", "no duration");
        if (run.Cleanup == 0)
            yield return new RunFault("cleanup", "no cleanup");
        if (run.Position.Length > 0 && run.ExtractValue == 0)
            yield return new RunFault("e_value", "position but no extract value");
        if (run.Overlap != 0 && !isUv && ScriptNames.IsNone(run.PostMeasurementScript))
            yield return new RunFault("post_meas", "post measurement script required for overlap");
    }

    private static IEnumerable<RunFault> ExtractionScriptFaults(RunSpec run, bool exactDeviceWord)
    {
        var script = run.ExtractionScript.ToLowerInvariant();
        switch (run.AnalysisType)
        {
            case IdentifierTable.UnknownType when !ExtractDeviceNames.IsNone(run.ExtractDevice):
                // Pychron compares a device of one word with its capital, which no script's name in lower case contains.
                var word = ExtractDeviceNames.Word(run.ExtractDevice);
                var found = exactDeviceWord ? script.Contains(word, StringComparison.Ordinal) : script.Contains(word, StringComparison.OrdinalIgnoreCase);
                if (!found)
                {
                    yield return new RunFault(
                        "extraction",
                        $"Extraction script \"{script}\" does not match the default \"{word}\". An easy solution is to make sure \"{word}\" is in the name of the extraction script");
                }

                if (run.ExtractValue != 0 && run.Position.Length == 0)
                    yield return new RunFault("position", "Extract value but no position");
                break;
            case "cocktail" when !script.Contains("cocktail", StringComparison.Ordinal):
                yield return new RunFault("extraction", "Cocktail analysis is not using a \"cocktail\" extraction script");
                break;
            case "air" when !script.Contains("air", StringComparison.Ordinal):
                yield return new RunFault("extraction", "Air analysis is not using an \"air\" extraction script");
                break;
        }
    }

    private static IEnumerable<(string Kind, string Column, string Name)> Scripts(RunSpec run) =>
    [
        ("MEASUREMENT_SCRIPT", "measurement", run.MeasurementScript),
        ("POST_MEASUREMENT_SCRIPT", "post_meas", run.PostMeasurementScript),
        ("EXTRACTION_SCRIPT", "extraction", run.ExtractionScript),
        ("POST_EQUILIBRATION_SCRIPT", "post_eq", run.PostEquilibrationScript),
    ];

    private static IEnumerable<(string Column, double Number, bool MayBeNegative)> Values(RunSpec run) =>
    [
        ("e_value", run.ExtractValue, true),
        ("duration", run.Duration, false),
        ("cleanup", run.Cleanup, false),
        ("pre_cleanup", run.PreCleanup, false),
        ("post_cleanup", run.PostCleanup, false),
        ("cryo_temperature", run.CryoTemperature, false),
        ("overlap", Math.Min(run.Overlap, run.MinPumpTime), false),
        ("beam_diam", PythonText.TryFloat(run.BeamDiameter, out var beam) ? beam : 0, false),
        ("light_value", run.LightValue, false),
        ("ramp", run.RampDuration, false),
        ("ramp_rate", run.RampRate, true),
        ("t_o", run.CollectionTimeZeroOffset, true),
        ("weight", run.Weight, false),
        ("delay_after", run.DelayAfter, false),
    ];
}
