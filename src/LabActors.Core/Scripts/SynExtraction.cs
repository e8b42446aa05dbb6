using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Problems;

namespace LabActors.Core.Scripts;

/// <summary>
/// Measuring while the gas is extracted: which script a row's <c>syn_extraction</c> names, and what it may do. It is a measurement script whose <c>main</c> is one
/// block. It may take readings and position the beam; valves, gas, source and detector settings are not its affair.
/// </summary>
public static class SynExtraction
{
    /// <summary>The kind under which its commands are journaled, and the folder of Pychron's files.</summary>
    public const string Folder = "syn_extraction";

    private const string UseBaselines = "use_baselines";

    private static readonly FrozenSet<string> Allowed = new[]
    {
        "info", "sleep", "delay", "measurement_delay", "gosub", "gosub_end", "begin_interval", "complete_interval", "interval", "waitfor", "safe_while", "get_value",
        "activate_detectors", "define_detectors", "position_magnet", "set_integration_time", "set_time_zero", "multicollect", "baselines", "sniff", "measure_equilibration",
        "load_hops", "define_hops", "peak_hop", "get_intensity", "set_ncounts", "is_last_run", "is_open", "is_closed", "set_fits", "set_baseline_fits", "reset_data",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why a script may not call that command while the gas is extracted; null when it may.</summary>
    public static string? Refuse(string command) => Allowed.Contains(command)
        ? null
        : $"{command}: not during extraction, where a script may take readings and position the beam and nothing else";

    /// <summary>True when the script's docstring says that its baselines count among the run's own (<c>use_baselines: true</c>).</summary>
    public static bool UsesBaselines(ScriptDocument script) =>
        script.Metadata.Values.GetValueOrDefault(UseBaselines).ValueKind == JsonValueKind.True;

    /// <summary>
    /// Finds the script: <c>measurement/NAME.py</c>, or the one that Pychron's <c>syn_extraction/NAME.yaml</c> names under <c>measurement</c>.
    /// </summary>
    /// <returns>The script; null when there is none or it cannot be read, which is then a problem.</returns>
    public static ScriptDocument? Load(ScriptFiles files, string name, string spectrometer, ICollection<Problem> problems)
    {
        var path = new[] { "yaml", "yml" }.Select(ending => Path.Combine(files.Root, Folder, $"{name}.{ending}")).FirstOrDefault(File.Exists);
        if (path is null)
            return files.Load(ScriptKind.Measurement, name, spectrometer, problems);
        if (ScriptFiles.ReadText(path, problems) is not { } text || Yaml11.Read(text, path, problems) is not { } node)
            return null;
        if (node is not JsonObject file || file["measurement"] is not JsonValue value || !value.TryGetValue(out string? script))
        {
            problems.Add(new Problem(path, 1, 0, "the name of a measurement script was expected", Field: "measurement"));
            return null;
        }

        foreach (var ignored in file.Select(f => f.Key).Where(k => k != "measurement"))
            problems.Add(new Problem(path, 0, 0, "is not used", ProblemSeverity.Warning, ignored));
        return files.Load(ScriptKind.Measurement, script, spectrometer, problems);
    }
}
