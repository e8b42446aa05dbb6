using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using LabActors.Actors.Decisions;
using LabActors.Actors.Durations;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Exports;
using LabActors.Actors.Lab;
using LabActors.Actors.Logging;
using LabActors.Actors.Notifications;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Rows;
using LabActors.Actors.Safety;
using LabActors.Actors.Scripts;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Conditionals;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Recovery;
using LabActors.Core.Runs;
using LabActors.Devices.Ports;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Archive;
using LabActors.Node.Checks;
using LabActors.Node.Durations;
using LabActors.Node.Hardware;
using LabActors.Node.Recovery;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using Serilog;
using Serilog.Core;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Node;

/// <summary>
/// A node: the actor system of one laboratory with its journal, results and logs in one data folder. Composition root; whatever is
/// asked of it goes to the actors.
/// </summary>
public sealed partial class LabNode : IAsyncDisposable
{
    // Real time for idle actors to answer at the edge.
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(30);
    private readonly NodeOptions _options;
    private readonly NodeHardware _hardware;
    private readonly Logger _log;
    private readonly LabWiring _wiring;
    private readonly IActorRef _lab;
    private readonly LabPorts _ports;
    private readonly RowChecks _rowChecks;
    private readonly IRunEvents _events;

    // An idle laboratory would jump through its housekeeping timers before it is asked for anything: time stands until then, so that a
    // run has the same instants whenever it is started.
    private readonly IDisposable _starting;
    private volatile LabProtocol.PartsAre _parts = null!;
    private int _timePasses;

    private LabNode(NodeOptions options, JournalDatabase journal, LabStanding standing, NodeReadback found, DurationsFile durations, LearnedDurations learned, Logger log)
    {
        _options = options;
        _hardware = new NodeHardware(options.Lab, options.Name);
        Journal = journal;
        Estimates = new RunEstimates(learned);
        foreach (var (row, traced) in options.Traced)
            Estimates.Add(row, traced);
        _log = log;
        Results = new ResultsStore(options.Results ?? ResultsDatabase.File(Path.Combine(options.Data, "results.db")));
        var settings = new NodeSettings(journal)
        {
            Clock = options is { UsesPorts: true, Pace: { Factor: 1 } } ? null : VirtualClockOptions.Default with { Start = standing.Start },
            Overrides = options.Overrides,
        };
        var setup = BootstrapSetup.Create().WithConfig(NodeConfiguration.Load(settings)).And(new SerilogSetup(_log));
        System = ActorSystem.Create("labactors", options.Setups.Aggregate(setup, (all, further) => all.And(further)));
        System.RegisterOnTermination(() =>
        {
            standing.Store?.Dispose();
            _wiring?.Dispose();
        });
        MissingEvents = standing.Mark?.Missing ?? 0;
        Clock = LabClock.Of(System);
        StopLimits = StopLimits.From(System.Settings.Config);
        Notifications = NotificationSettings.From(System.Settings.Config, options.LabFolder.Length > 0 ? options.LabFolder : options.Data);
        _starting = Clock.Holds.Hold("the node starts");

        _events = journal.Provider == JournalProvider.Memory
            ? new HeardRunEvents(new NodeEvents.NodeStarted(Clock.Now, options.Name, Version, options.LabHash, options.Lab.Name))
            : new JournalRunEvents(new JournalReader(journal));
        _wiring = LabWiring.Of(options, System, standing, Clock.Time);
        if (_wiring.Simulated is { } simulated && !options.Faults.Faults.IsEmpty)
            System.RegisterOnTermination(new PlannedFaults(simulated, _wiring.Wires?.Buses.Values ?? [], options.Faults, Clock.Time, fault => _log.Warning("Simulated fault: {Fault}", fault)).Dispose);
        var ports = _wiring.Ports;
        var execution = ReadSettings();
        _rowChecks = new RowChecks(options.Lab, options.ConditionalFiles.Lab, options.Scripts, options.Python, Estimates);
        ports = _ports = options.Ports?.Invoke(ports) ?? ports;
        _sharedLeases = StartSharedLeases();
        _way = StartHardwareWay();
        var order = new LabActor.Order(
            options.Name,
            Version,
            options.LabHash,
            options.Lab,
            ports,
            options.Scripts,
            options.SafeScripts ?? options.Scripts,
            new ScriptLimits(),
            new PythonProcesses(options.Python, Clock.Holds),
            ResultsActor.Props(new ResultsProjection(Results, _events), Clock.Holds, RetryPlan.From(System.Settings.Config, "labactors.results"), TimeProvider.System),
            execution.Checks,
            CheckSources(options),
            execution.Presets.SetItems(options.Decisions),
            options.AsksBeforeContinuing)
        {
            Exports = options.Export is { } target ? ExportActor.Props(
                options.Name, target, new RunExports(_events), RetryPlan.From(System.Settings.Config, "labactors.export"), TimeProvider.System) : null,
            Notifier = Notifier(ports.Simulated),
            Shared = _sharedLeases,
            Hardware = _way,
            Estimates = Estimates,
            Differences = found.Differences,
            DevicesInUse = found.DevicesInUse,
            Outage = standing.Cut is { } cut ? new Outage(cut, Clock.Now) { MissingEvents = MissingEvents } : null,
            RowChecks = _rowChecks,
            Provenance = new NodeProvenance(
                options.Name,
                Version,
                options.Python.Version.ToString(),
                $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}",
                options.LabHash,
                _wiring.Simulated?.Snapshot().Seed.ToString(CultureInfo.InvariantCulture) ?? ""),
        };
        _lab = System.ActorOf(
            LabSupervisorActor.Props(new LabSupervisorActor.Order(
                lost => LabActor.Props(lost is null ? order : order with { Lost = lost, Outage = new Outage(lost.At, Clock.Now) }),
                parts => _parts = parts,
                _hardware.Own,
                ports.Of(_hardware.Own),
                SafetySettings.From(System.Settings.Config).JournalLostLongerThan,
                TimeProvider.System)),
            "lab");
        if (standing.Mark is { } mark)
            System.ActorOf(mark.Keeper(), "journal-mark");
        System.ActorOf(DurationsKeeper.Props(durations, Estimates), "durations-keeper");
        _makeSafe = MakesSafeOnShutdown();
    }

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(LabNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Laboratory time.</summary>
    public LabClock Clock { get; }

    /// <summary>Where the journal is.</summary>
    public JournalDatabase Journal { get; }

    /// <summary>Hooks, webhooks and mail.</summary>
    public NotificationSettings Notifications { get; }

    /// <summary>What runs are reckoned to take.</summary>
    public RunEstimates Estimates { get; }

    /// <summary>Events that were durable before the node started and are no longer in its journal, which was truncated or replaced by an older copy; 0 when all is well.</summary>
    public long MissingEvents { get; }

    /// <summary>The results database.</summary>
    public ResultsStore Results { get; }

    /// <summary>Something that the node speaks to is simulated, here or in another process.</summary>
    public bool IsSimulated => !_ports.Simulated.IsEmpty;

    /// <summary>How laboratory time goes.</summary>
    public ClockPace Pace => _options.Pace;

    /// <summary>The simulated laboratory's hidden truth, for tests and the demo; null when it is not simulated in this process.</summary>
    public SimulatedLaboratory? Simulated => _wiring.Simulated;

    /// <summary>Starts a node. When it is returned, every part has recovered what its journal holds.</summary>
    /// <exception cref="SerializationException">The journal holds an event that this version does not know or that cannot be read; nothing was started. The message names it.</exception>
    public static async Task<LabNode> StartAsync(NodeOptions options, CancellationToken stop = default)
    {
        Directory.CreateDirectory(options.Data);
        var journal = options.Journal ?? SqliteJournalFile.Prepare(Path.Combine(options.Data, "journal.db"));
        if (journal.Provider != JournalProvider.Memory)
        {
            await journal.PrepareAsync(stop);
            var reader = new JournalReader(journal);
            await reader.EnsureKnown(stop);
            await JournalSnapshots.DropUnusable(journal, SnapshotBuild.Current, stop);
            await reader.EnsureReadable(stop);
        }

        var durations = options.Durations ?? DurationsFile.In(options.Data);
        var learned = durations.Read() ?? await DurationsHistory.LearnAsync(journal, stop);
        var log = NodeLog.Create(options.Data);
        var found = options.Found ?? await NodeReadback.ReadAsync(options, journal, log, stop);
        var standing = await LabStanding.OfAsync(options, journal, text => log.Warning("{Text}", text), stop);
        LabNode node;
        try
        {
            node = new LabNode(options, journal, standing, found, durations, learned, log);
        }
        catch
        {
            standing.Store?.Dispose();
            standing.Mark?.Dispose();
            throw;
        }

        try
        {
            await node._lab.Ask<LabProtocol.PartsAre>(new LabProtocol.GetParts(), AskLimit, stop);
            if (!node._parts.Notifier.IsNobody())
                await node._parts.Notifier.Ask<NotifierProtocol.Listening>(new NotifierProtocol.GetListening(), AskLimit, stop);
            await node.JoinOthersAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// From here laboratory time goes at its pace. Set only now: a clock that follows the wall clock is brought up to it by whoever takes a hold.
    /// </summary>
    private void LetTimePass()
    {
        if (Interlocked.Exchange(ref _timePasses, 1) == 1)
            return;
        if (Clock.Virtual is { } clock)
            (clock.WaitsInFull, clock.Pace) = (_options.UsesPorts, _options.Pace);
        _starting.Dispose();
    }

    private ExecutionSettings ReadSettings()
    {
        var problems = new List<(string Key, string Message)>();
        var settings = ExecutionSettings.Read(System.Settings.Config, problems);
        return problems.Count == 0
            ? settings
            : throw new ConfigurationException(string.Join("; ", problems.Select(p => $"{p.Key}: {p.Message}")));
    }

    private CheckSources CheckSources(NodeOptions options)
    {
        var results = new ResultsLookup(options.Results ?? ResultsDatabase.File(Path.Combine(options.Data, "results.db")));
        var sources = new CheckSources
        {
            Host = () => HostResources.Now(options.Data),
            Persistence = results.Answer,
            SendsMail = () => Notifications.HasMail,
            Secondary = options.Results is null ? null : new SecondaryStore("the shared results database", results.Numbers),
            Repositories = results.Repositories,
        };
        return options.CheckSources?.Invoke(sources) ?? sources;
    }

    private Props? Notifier(ImmutableHashSet<string> simulated) => Notifications.Channels.IsEmpty
        ? null
        : NotifierActor.Props(
            Notifications,
            simulated,
            Journal.Provider == JournalProvider.Memory
                ? _ => Task.FromResult(new NotifierProtocol.Missed([], []))
                : ended => JournalFacts.ReadAsync(new JournalReader(Journal), ended),
            TimeProvider.System);
}
