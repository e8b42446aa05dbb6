using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Templates;

/// <summary>
/// What a new run of a kind starts with (<c>scripts/defaults.yaml</c>): values by the tag of its identifier, and by
/// extraction device where the file has a section for it. Read by <see cref="ScriptDefaultsFile"/>.
/// </summary>
/// <param name="ByTag">Tag in lower case; unknowns are <c>u</c>.</param>
public sealed record ScriptDefaults(ImmutableDictionary<string, TagDefaults> ByTag)
{
    /// <summary>No defaults at all.</summary>
    public static ScriptDefaults None { get; } = new(ImmutableDictionary<string, TagDefaults>.Empty);

    /// <summary>The value of a key for a tag on a device: the device's section goes before the tag's own.</summary>
    public string? Value(string tag, string extractDevice, string key) =>
        ByTag.TryGetValue(tag, out var defaults) ? defaults.Value(ExtractDeviceNames.ForScripts(extractDevice), key) : null;

    /// <summary>The modifier that identifiers of the tag have (<c>04</c> in <c>a-04-F</c>), null where none is given.</summary>
    public int? Modifier(string tag) =>
        ByTag.TryGetValue(tag.ToLowerInvariant(), out var defaults)
        && defaults.Values.TryGetValue("modifier", out var text)
        && PythonText.TryInt(text, out var modifier) && modifier is > 0 and < int.MaxValue
            ? (int)modifier
            : null;

    /// <summary>The run with the defaults of its kind wherever it has nothing yet.</summary>
    public RunSpec Apply(RunSpec run)
    {
        var tag = TagOf(run);
        string Text(string own, string key) => own.Length > 0 ? own : Value(tag, run.ExtractDevice, key) ?? "";
        double Number(double own, string key) =>
            own != 0 ? own : PythonText.TryFloat(Value(tag, run.ExtractDevice, key) ?? "", out var value) ? value : 0;

        return run with
        {
            ExtractionScript = Script(run.ExtractionScript, ExtractionScript(tag, run.ExtractDevice)),
            MeasurementScript = Script(run.MeasurementScript, Value(tag, run.ExtractDevice, "measurement")),
            PostEquilibrationScript = Script(run.PostEquilibrationScript, PostEquilibrationScript(tag, run.ExtractDevice)),
            PostMeasurementScript = Script(run.PostMeasurementScript, Value(tag, run.ExtractDevice, "post_measurement")),
            ScriptOptions = Text(run.ScriptOptions, "options"),
            ExtractValue = Number(run.ExtractValue, "extract_value"),
            ExtractUnits = Text(run.ExtractUnits, "extract_units"),
            Duration = Number(run.Duration, "duration"),
            Cleanup = Number(run.Cleanup, "cleanup"),
            PreCleanup = Number(run.PreCleanup, "pre_cleanup"),
            PostCleanup = Number(run.PostCleanup, "post_cleanup"),
            CryoTemperature = Number(run.CryoTemperature, "cryo_temperature"),
            RampDuration = Number(run.RampDuration, "ramp_duration"),
            LightValue = Number(run.LightValue, "light_value"),
            BeamDiameter = Text(run.BeamDiameter, "beam_diameter"),
            Pattern = Text(run.Pattern, "pattern"),
        };
    }

    // Samples and their blanks are extracted by the device's own script, unless the device's section names another.
    // A degassing keeps the script that its tag names: running a whole extraction instead would measure nothing.
    private string? ExtractionScript(string tag, string device)
    {
        var word = ExtractDeviceNames.Word(device).ToLowerInvariant();
        if (word.Length == 0 || tag is not ("u" or "bu" or "dg"))
            return Value(tag, device, "extraction");
        var ofDevice = ByTag.GetValueOrDefault(tag)?.OfDevice(ExtractDeviceNames.ForScripts(device), "extraction");
        return ofDevice ?? (tag == "dg" ? Value(tag, device, "extraction") : null) ?? word;
    }

    private string? PostEquilibrationScript(string tag, string device)
    {
        var word = ExtractDeviceNames.Word(device).ToLowerInvariant();
        return ByTag.GetValueOrDefault(tag)?.Has("post_equilibration") == true || word.Length == 0 || tag is not ("u" or "bu" or "dg")
            ? Value(tag, device, "post_equilibration")
            : "pump_" + word;
    }

    private static string Script(string own, string? byDefault) =>
        own.Length > 0 ? own : ScriptNames.WithoutExtension(byDefault ?? "");

    // The tag as it is written, so that a laboratory's own tags (ap, bac) find their sections.
    private static string TagOf(RunSpec run)
    {
        var written = run.Labnumber.Split('-')[0].ToLowerInvariant();
        return run.AnalysisType == IdentifierTable.UnknownType ? "u" : written;
    }
}
