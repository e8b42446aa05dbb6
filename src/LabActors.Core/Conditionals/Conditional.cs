using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace LabActors.Core.Conditionals;

/// <summary>A conditional as it was written: plain data, which the journal keeps.</summary>
public sealed record Conditional
{
    /// <summary>A name that depends on what the conditional says and not on where it stands; two that say the same in one set get <c>-2</c>, <c>-3</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it does and when.</summary>
    public required ConditionalKind Kind { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ConditionalLevel Level { get; init; }

    /// <summary>File that it was read from; a script's path, or empty for the text of a row.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line of the test in <see cref="File"/>; 0 when there is none.</summary>
    public int Line { get; init; }

    /// <summary>1-based column of the test's first letter; 0 when its places cannot be told (a text over several lines).</summary>
    public int Column { get; init; }

    /// <summary>The condition.</summary>
    public required string Test { get; init; }

    /// <summary>Counts to wait before it is tested.</summary>
    public int Start { get; init; } = DefaultStart;

    /// <summary>Counts from one test to the next; the first test is at start + frequency.</summary>
    public int Frequency { get; init; } = 1;

    /// <summary>Tests in a row that must come out true.</summary>
    public int Trips { get; init; } = 1;

    /// <summary>Newest readings that count; 0: all.</summary>
    public int Window { get; init; }

    /// <summary>Calculation on each value before it is compared; empty: none.</summary>
    public string Mapper { get; init; } = "";

    /// <summary>Analysis types of the runs that it is for; empty: all.</summary>
    public ImmutableArray<string> AnalysisTypes { get; init; } = [];

    /// <summary>Truncating: part of their counts that later blocks take.</summary>
    public double AbbreviatedCountRatio { get; init; } = 1;

    /// <summary>Action: a piece of script; modification: one of seven names; post-run action: <c>cancel</c>, <c>repeat</c>; whiff: a word. Empty: none.</summary>
    public string Action { get; init; } = "";

    /// <summary>Action: the block goes on afterwards.</summary>
    public bool Resume { get; init; }

    /// <summary>Modification: runs that <c>Skip N Runs</c> skips.</summary>
    public int Skip { get; init; }

    /// <summary>Modification: truncate besides.</summary>
    public bool UseTruncation { get; init; }

    /// <summary>Modification: terminate besides.</summary>
    public bool UseTermination { get; init; }

    /// <summary>Modification: what <c>Set Extract</c> adds, step by step (<c>1,2,3</c>) or in percent (<c>10%,20%</c>).</summary>
    public string ExtractionSteps { get; init; } = "";

    /// <summary>Counts that a file's conditional waits where it does not say.</summary>
    public const int DefaultStart = 50;

    /// <summary>True for a run of the analysis type: <c>blank</c> is every blank, <c>ic</c> is <c>detector_ic</c>.</summary>
    public bool IsFor(string analysisType) => AnalysisTypes.IsEmpty || AnalysisTypes.Any(t => t switch
    {
        "blank" => analysisType.StartsWith("blank", StringComparison.Ordinal),
        "ic" => analysisType is "detector_ic" or "ic",
        _ => t == analysisType,
    });

    /// <summary>True when it is tested before this count: count - start is a positive multiple of the frequency.</summary>
    public bool IsDue(int count) => count > Start && (count - Start) % Frequency == 0;

    /// <summary>The same conditional with its id.</summary>
    public Conditional WithId()
    {
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}|{Level}|{Test}|{Start}|{Frequency}|{Trips}|{Window}|{Mapper}|{string.Join(',', AnalysisTypes)}|{AbbreviatedCountRatio:R}|{Action}|{Resume}|{Skip}|{UseTruncation}|{UseTermination}|{ExtractionSteps}");
        return this with { Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(says)))[..12] };
    }

    /// <summary>Where it stands, for messages: file and line, or the level.</summary>
    [JsonIgnore]
    public string Place => (File, Line) switch
    {
        ("", _) => $"{Level.Words()} level",
        (_, 0) => File,
        _ => $"{File}:{Line}",
    };
}
