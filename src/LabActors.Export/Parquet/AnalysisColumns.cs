using System.Text.Json.Serialization;

namespace LabActors.Export.Parquet;

/// <summary>A row of <c>analyses/</c>: a run.</summary>
public sealed class AnalysisColumns
{
    [JsonPropertyName("run_uuid")]
    public string RunUuid { get; set; } = "";

    [JsonPropertyName("run_id")]
    public string RunId { get; set; } = "";

    [JsonPropertyName("simulated")]
    public bool Simulated { get; set; }

    [JsonPropertyName("queue_id")]
    public string QueueId { get; set; } = "";

    [JsonPropertyName("identifier")]
    public string Identifier { get; set; } = "";

    [JsonPropertyName("aliquot")]
    public int Aliquot { get; set; }

    /// <summary>0 is A; null when there is none.</summary>
    [JsonPropertyName("step")]
    public int? Step { get; set; }

    [JsonPropertyName("analysis_type")]
    public string AnalysisType { get; set; } = "";

    [JsonPropertyName("state")]
    public string State { get; set; } = "";

    [JsonPropertyName("cause")]
    public string Cause { get; set; } = "";

    [JsonPropertyName("sample")]
    public string Sample { get; set; } = "";

    [JsonPropertyName("instrument")]
    public string Instrument { get; set; } = "";

    [JsonPropertyName("extraction_device")]
    public string ExtractionDevice { get; set; } = "";

    [JsonPropertyName("started_at")]
    public DateTime StartedAt { get; set; }

    [JsonPropertyName("duration_s")]
    public double Duration { get; set; }

    [JsonPropertyName("extract_value")]
    public double ExtractValue { get; set; }

    [JsonPropertyName("extract_units")]
    public string ExtractUnits { get; set; } = "";

    [JsonPropertyName("preceding_blank")]
    public string PrecedingBlank { get; set; } = "";

    /// <summary>Conditionals that tripped and acted, parted by <c>; </c>.</summary>
    [JsonPropertyName("conditionals_tripped")]
    public string ConditionalsTripped { get; set; } = "";

    /// <summary>Without the error of J.</summary>
    [JsonPropertyName("age_ma")]
    public double? Age { get; set; }

    [JsonPropertyName("age_error_ma")]
    public double? AgeError { get; set; }

    [JsonPropertyName("age_error_with_j_ma")]
    public double? AgeErrorWithJ { get; set; }

    [JsonPropertyName("j")]
    public double? J { get; set; }

    [JsonPropertyName("j_error")]
    public double? JError { get; set; }

    [JsonPropertyName("isotopes")]
    public List<IsotopeColumns> Isotopes { get; set; } = [];
}
