using System.Text.Json.Serialization;

namespace LabActors.Export.Parquet;

/// <summary>A row of <c>readings/</c>: what one detector read in one count.</summary>
public sealed class ReadingColumns
{
    [JsonPropertyName("run_uuid")]
    public string RunUuid { get; set; } = "";

    [JsonPropertyName("run_id")]
    public string RunId { get; set; } = "";

    [JsonPropertyName("simulated")]
    public bool Simulated { get; set; }

    /// <summary>Number of the series in its run.</summary>
    [JsonPropertyName("series")]
    public int Series { get; set; }

    /// <summary><c>sniff, signal, baseline, whiff</c>.</summary>
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    /// <summary>Reset by the script: kept, and not part of the analysis.</summary>
    [JsonPropertyName("set_aside")]
    public bool SetAside { get; set; }

    [JsonPropertyName("detector")]
    public string Detector { get; set; } = "";

    [JsonPropertyName("isotope")]
    public string Isotope { get; set; } = "";

    [JsonPropertyName("count")]
    public int Count { get; set; }

    /// <summary>s since time zero.</summary>
    [JsonPropertyName("t_s")]
    public double Seconds { get; set; }

    /// <summary>fA; null where the detector gave none.</summary>
    [JsonPropertyName("intensity_fa")]
    public double? Intensity { get; set; }

    /// <summary><c>good, missing, stale, fault</c>.</summary>
    [JsonPropertyName("quality")]
    public string Quality { get; set; } = "";
}
