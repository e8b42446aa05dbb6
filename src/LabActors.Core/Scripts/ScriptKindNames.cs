namespace LabActors.Core.Scripts;

/// <summary>The names of script kinds as folders, options and messages spell them.</summary>
public static class ScriptKindNames
{
    /// <summary>The folder under <c>scripts/</c>, which is also the name users type: <c>post_equilibration</c>.</summary>
    public static string Folder(this ScriptKind kind) => kind switch
    {
        ScriptKind.Extraction => "extraction",
        ScriptKind.Measurement => "measurement",
        ScriptKind.PostEquilibration => "post_equilibration",
        ScriptKind.PostMeasurement => "post_measurement",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a script kind"),
    };

    /// <summary>The kind of that folder name; null when there is none.</summary>
    public static ScriptKind? Parse(string folder) => folder switch
    {
        "extraction" => ScriptKind.Extraction,
        "measurement" => ScriptKind.Measurement,
        "post_equilibration" => ScriptKind.PostEquilibration,
        "post_measurement" => ScriptKind.PostMeasurement,
        _ => null,
    };
}
