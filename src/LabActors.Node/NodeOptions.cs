using System.Collections.Immutable;
using System.Net;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Results;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Conditionals;
using LabActors.Core.Durations;
using LabActors.Core.Exports;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using LabActors.Journal.Storage;
using LabActors.Node.Durations;
using LabActors.Node.Hardware;
using LabActors.Node.Recovery;
using LabActors.Node.Security;
using LabActors.Node.Simulation;

namespace LabActors.Node;

/// <summary>What a node is started with; everything has been read and checked.</summary>
/// <param name="Lab">The laboratory.</param>
/// <param name="LabHash">SHA-256 of its file, hexadecimal.</param>
/// <param name="Scripts">Where scripts are found.</param>
/// <param name="Data">Folder of journal, results, logs and the simulator's state; made when it is not there.</param>
/// <param name="Python">The interpreter that runs scripts.</param>
public sealed record NodeOptions(LabDefinition Lab, string LabHash, ScriptFiles Scripts, string Data, PythonRuntime Python)
{
    /// <summary>The name of a node that is given none.</summary>
    public const string DefaultName = "node";

    /// <summary>Name of the node in its journal.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>
    /// The laboratory's folder, with <c>spectrometer</c> and <c>queue_conditionals</c> in it, where its hook commands run; conditionals are looked for in the folder
    /// above the scripts when it is empty.
    /// </summary>
    public string LabFolder { get; init; } = "";

    /// <summary>Where the laboratory's own safe script is found; null for <see cref="Scripts"/>.</summary>
    public ScriptFiles? SafeScripts { get; init; }

    /// <summary>Where files of conditionals are.</summary>
    public ConditionalFiles ConditionalFiles => new(LabFolder.Length > 0 ? LabFolder : Path.GetDirectoryName(Path.GetFullPath(Scripts.Root))!, Scripts.Root);

    /// <summary>Where users and certificates are.</summary>
    public SecuritySettings Security { get; init; } = SecuritySettings.Default;

    /// <summary>Where consoles attach, as they dial it: any port that is free within this computer, unless something else is said.</summary>
    public DnsEndPoint Listen { get; init; } = new("127.0.0.1", 0);

    /// <summary>What tells the data folder from others (<see cref="DataFolderTag"/>); empty where ids must be the same in every folder.</summary>
    public string FolderTag { get; init; } = "";

    /// <summary>How laboratory time goes in a simulation.</summary>
    public ClockPace Pace { get; init; } = ClockPace.Virtual;

    /// <summary>What is spoken to where the laboratory has devices.</summary>
    public WireUse Wires { get; init; } = WireUse.Memory;

    /// <summary>The node speaks through the ports of this computer.</summary>
    internal bool UsesPorts => Wires == WireUse.Ports && !Lab.Devices.IsEmpty;

    /// <summary>The faults that a laboratory which is simulated in this process is to have.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Seed of a new simulated laboratory; one that is continued keeps its own.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A simulated laboratory that is given; null for the one that the data folder keeps, or a new one.</summary>
    public GivenSimulation? Simulation { get; init; }

    /// <summary>How long the node was away, in laboratory time: a simulated laboratory went on meanwhile.</summary>
    public TimeSpan Outage { get; init; }

    /// <summary>HOCON over every other setting.</summary>
    public string Overrides { get; init; } = "";

    /// <summary>The results database; null for <c>results.db</c> in the data folder.</summary>
    public ResultsDatabase? Results { get; init; }

    /// <summary>Where runs are exported when they have ended; null for nowhere.</summary>
    public ExportTarget? Export { get; init; }

    /// <summary>The journal; null for <c>journal.db</c> in the data folder.</summary>
    public JournalDatabase? Journal { get; init; }

    /// <summary>Answers to decisions that were given beforehand; they go before those of the settings.</summary>
    public ImmutableDictionary<string, string> Decisions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Instruments whose unfinished execution in the data folder is not to be gone on with before the operator was asked.</summary>
    public ImmutableHashSet<string> AsksBeforeContinuing { get; init; } = [];

    /// <summary>Changes where the checks learn what they want to know: tests' own numbers. Null leaves it.</summary>
    public Func<CheckSources, CheckSources>? CheckSources { get; init; }

    /// <summary>What was found of an unfinished experiment, where somebody has looked before the start; null: the node looks. Each difference is journaled.</summary>
    public NodeReadback? Found { get; init; }

    /// <summary>Learned durations; null for the file in the data folder.</summary>
    public DurationsFile? Durations { get; init; }

    /// <summary>What the checks' effect-free runs of scripts told, row by row.</summary>
    public ImmutableArray<(RunSpec Row, TracedRun Traced)> Traced { get; init; } = [];

    /// <summary>Further set-ups of the actor system, for whoever looks into it.</summary>
    public ImmutableArray<Akka.Actor.Setup.Setup> Setups { get; init; } = [];

    /// <summary>Changes the ports before they are used: what tests break devices with. Null leaves them.</summary>
    public Func<Devices.Ports.LabPorts, Devices.Ports.LabPorts>? Ports { get; init; }
}
