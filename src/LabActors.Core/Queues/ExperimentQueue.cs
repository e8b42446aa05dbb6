using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>
/// An experiment queue: what its file's header says and its runs, in the order in which they are executed. The defaults
/// are those of a new, empty queue; a key that a file's header leaves out has another one (<see cref="QueueFile"/>).
/// Delays are seconds.
/// </summary>
public sealed record ExperimentQueue
{
    /// <summary>The value of <see cref="MassSpectrometer"/> that stands for none chosen.</summary>
    public const string NoSpectrometer = "Spectrometer";

    /// <summary>The value of <see cref="ExtractDevice"/> that stands for none chosen.</summary>
    public const string NoExtractDevice = "Extract Device";

    /// <summary>The extraction device whose queues have four columns more.</summary>
    public const string UvDevice = "Fusions UV";

    /// <summary>File name without extension.</summary>
    public string Name { get; init; } = "";

    /// <summary>Path of the file as the user gave it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Who runs the queue.</summary>
    public string Username { get; init; } = "";

    /// <summary>Send mail to <see cref="Email"/>.</summary>
    public bool UseEmail { get; init; }

    /// <summary>Address of the user.</summary>
    public string Email { get; init; } = "";

    /// <summary>Send mail to the laboratory's group.</summary>
    public bool UseGroupEmail { get; init; }

    /// <summary>When the file was last written, as text; information only.</summary>
    public string Date { get; init; } = "";

    /// <summary>Name of the queue's conditionals; see <see cref="HasQueueConditionals"/>.</summary>
    public string QueueConditionalsName { get; init; } = "";

    /// <summary>Name of the spectrometer.</summary>
    public string MassSpectrometer { get; init; } = "";

    /// <summary>Delay before the first run, s.</summary>
    public int DelayBeforeAnalyses { get; init; } = 5;

    /// <summary>Delay after a run that nothing else is said of, s.</summary>
    public int DelayBetweenAnalyses { get; init; } = 30;

    /// <summary>Delay after a blank of any kind, s.</summary>
    public int DelayAfterBlank { get; init; } = 15;

    /// <summary>Delay after an air, s.</summary>
    public int DelayAfterAir { get; init; } = 10;

    /// <summary>Read and kept; no effect.</summary>
    public string DelayAfterConditional { get; init; } = "";

    /// <summary>Name of the extraction device.</summary>
    public string ExtractDevice { get; init; } = "";

    /// <summary>Illumination of the stage that the editor starts with, %.</summary>
    public int DefaultLighting { get; init; }

    /// <summary>Name of the sample holder; <c>---</c> for none.</summary>
    public string Tray { get; init; } = "";

    /// <summary>Name of the load (key <c>load</c>).</summary>
    public string LoadName { get; init; } = "";

    /// <summary>The user's note.</summary>
    public string Note { get; init; } = "";

    /// <summary>Repository of runs that name none.</summary>
    public string RepositoryIdentifier { get; init; } = "";

    /// <summary>Save detector intercalibrations without asking.</summary>
    public bool AutoSaveDetectorIc { get; init; }

    /// <summary>Laboratory time before which nothing is launched (key <c>start_at</c>); null when there is none.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Laboratory time after which no run may be estimated to end (key <c>stop_at</c>); null when there is none.</summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>The runs, skipped ones included.</summary>
    public ImmutableArray<RunSpec> Runs { get; init; } = [];

    /// <summary>True when <see cref="QueueConditionalsName"/> names conditionals rather than one of the words for none.</summary>
    public bool HasQueueConditionals() => NamesConditionals(QueueConditionalsName);

    /// <summary>True for a name of conditionals rather than one of the words for none.</summary>
    public static bool NamesConditionals(string name) => name is not ("" or "Queue Conditionals" or "---" or "---------");

    /// <summary>True for a queue of the UV laser.</summary>
    public bool IsUv() => ExtractDevice == UvDevice;
}
