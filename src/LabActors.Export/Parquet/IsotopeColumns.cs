using System.Text.Json.Serialization;

namespace LabActors.Export.Parquet;

/// <summary>An isotope of an analysis; fA, errors 1 sigma, null where nothing is known.</summary>
public sealed class IsotopeColumns
{
    [JsonPropertyName("isotope")]
    public string Isotope { get; set; } = "";

    [JsonPropertyName("detector")]
    public string Detector { get; set; } = "";

    [JsonPropertyName("fit")]
    public string Fit { get; set; } = "";

    [JsonPropertyName("used")]
    public int Used { get; set; }

    [JsonPropertyName("total")]
    public int Total { get; set; }

    [JsonPropertyName("intercept_fa")]
    public double Intercept { get; set; }

    [JsonPropertyName("intercept_error_fa")]
    public double? Error { get; set; }

    [JsonPropertyName("baseline_fa")]
    public double? Baseline { get; set; }

    [JsonPropertyName("baseline_error_fa")]
    public double? BaselineError { get; set; }

    [JsonPropertyName("blank_fa")]
    public double? Blank { get; set; }

    [JsonPropertyName("blank_error_fa")]
    public double? BlankError { get; set; }

    /// <summary>Intercept less baseline.</summary>
    [JsonPropertyName("corrected_fa")]
    public double? Corrected { get; set; }

    [JsonPropertyName("corrected_error_fa")]
    public double? CorrectedError { get; set; }

    [JsonPropertyName("ic_factor")]
    public double IcFactor { get; set; }

    /// <summary>Corrected for baseline, blank and detector.</summary>
    [JsonPropertyName("intensity_fa")]
    public double Intensity { get; set; }

    [JsonPropertyName("intensity_error_fa")]
    public double? IntensityError { get; set; }
}
