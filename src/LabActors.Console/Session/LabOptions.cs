using System.Collections.Immutable;
using System.Net;
using LabActors.Core.Recovery;

namespace LabActors.Console.Session;

/// <summary>What a command asks of a laboratory.</summary>
/// <param name="Queues">Queue files, run one after another.</param>
/// <param name="Lab">Folder of the laboratory's <c>lab.yaml</c>.</param>
/// <param name="Scripts">Folder of the scripts.</param>
/// <param name="Data">Folder of journal, results and reports; a folder used before is continued.</param>
/// <param name="Time">How laboratory time goes; null leaves it to the laboratory (virtual when it is simulated, else real).</param>
/// <param name="Seed">Seed of the simulated laboratory; null leaves it to the laboratory's file.</param>
public sealed record LabOptions(
    ImmutableArray<string> Queues,
    string Lab,
    string Scripts,
    string Data,
    LabTime? Time,
    long? Seed)
{
    /// <summary>What it is started for.</summary>
    public LabPurpose Purpose { get; init; }

    /// <summary>The file in which <c>lab simulate</c> says where the laboratory's ports are; null where they are as the laboratory has them.</summary>
    public string? Ports { get; init; }

    /// <summary>The file of the faults that a simulated laboratory is to have; null for none.</summary>
    public string? Faults { get; init; }

    /// <summary>Which node of <c>lab.yaml</c> this is; null leaves it to the laboratory.</summary>
    public string? Node { get; init; }

    /// <summary>Where consoles attach, as they dial it; null for what the laboratory's settings say.</summary>
    public DnsEndPoint? Listen { get; init; }

    /// <summary>Answers to decisions given beforehand, by their names.</summary>
    public ImmutableDictionary<string, string> Decisions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long the node of the data folder was away, in laboratory time; a simulated laboratory went on meanwhile.</summary>
    public TimeSpan Outage { get; init; }

    /// <summary>Laboratory time before which nothing is launched; null for what the first queue's header says.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Laboratory time after which no run may be estimated to end; null for what the queues' headers say.</summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>Told what is found of an unfinished experiment, before anything goes on.</summary>
    public Action<RecoveryPlan>? OnRecovery { get; init; }

    /// <summary>Told what a start waits for, such as a database server that does not answer yet.</summary>
    public Action<string>? OnWait { get; init; }
}
