using System.Text.Json.Serialization;

namespace LabActors.Core.Runs;

/// <summary>Where an automated run stands. The text of each state, as files and the journal write it, is in <see cref="RunStates"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>Waits for its turn.</summary>
    [JsonStringEnumMemberName("not run")]
    NotRun,

    /// <summary>The extraction script runs.</summary>
    [JsonStringEnumMemberName("extraction")]
    Extraction,

    /// <summary>The measurement script runs.</summary>
    [JsonStringEnumMemberName("measurement")]
    Measurement,

    /// <summary>Ended as planned.</summary>
    [JsonStringEnumMemberName("success")]
    Success,

    /// <summary>Ended with a shortened signal block.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>A script, a device or a terminating conditional ended it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The operator canceled it; the queue ends.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled,

    /// <summary>The operator aborted it; the queue goes on.</summary>
    [JsonStringEnumMemberName("aborted")]
    Aborted,

    /// <summary>An outage of the program ended it after its point of no return.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>Refused by the checks.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,

    /// <summary>The queue says not to run it.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
