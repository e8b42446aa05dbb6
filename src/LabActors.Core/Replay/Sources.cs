namespace LabActors.Core.Replay;

/// <summary>What the persistence ids of the actors say.</summary>
public static class Sources
{
    private const string Executor = "executor-", Queue = "queue-", Run = "run-", SafeScript = "safe-script-", Node = "lab-", Exports = "exports-";

    /// <summary>Aliquots and blanks.</summary>
    public const string RunRegistry = "run-registry";

    /// <summary>Whose journal it is.</summary>
    public static SourceKind KindOf(string source) => source switch
    {
        "line" => SourceKind.Line,
        "leases" => SourceKind.Leases,
        RunRegistry => SourceKind.Registry,
        "decisions" => SourceKind.Decisions,
        "health" => SourceKind.Health,
        "safety" => SourceKind.Safety,
        "ratio-history" => SourceKind.Ratios,
        _ when Begins(source, Run) => SourceKind.Run,
        _ when Begins(source, Queue) => SourceKind.Queue,
        _ when Begins(source, Executor) => SourceKind.Executor,
        _ when Begins(source, SafeScript) => SourceKind.SafeScript,
        _ when Begins(source, Node) => SourceKind.Node,
        _ when Begins(source, Exports) => SourceKind.Exports,
        _ => SourceKind.Other,
    };

    /// <summary>The persistence id of a queue.</summary>
    public static string OfQueue(string queueId) => Queue + queueId;

    /// <summary>The persistence id of a run.</summary>
    public static string OfRun(string uuid) => Run + uuid;

    /// <summary>The persistence id of an instrument's executor.</summary>
    public static string OfExecutor(string instrument) => Executor + instrument;

    /// <summary>The instrument of an executor's persistence id.</summary>
    public static string InstrumentOf(string source) => source[Executor.Length..];

    /// <summary>The uuid of a run's persistence id.</summary>
    public static string UuidOf(string source) => source[Run.Length..];

    private static bool Begins(string source, string prefix) => source.StartsWith(prefix, StringComparison.Ordinal);
}
