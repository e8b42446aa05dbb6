using System.Collections.Immutable;

namespace LabActors.Core.Execution.Checks;

/// <summary>The checks and their order: the first that fails stops and is the one that is told.</summary>
public static class ExecutionChecks
{
    private static readonly DashboardCheck Dashboard = new();
    private static readonly MemoryCheck Memory = new();
    private static readonly ManagersCheck Managers = new();
    private static readonly RunMonitorCheck RunMonitor = new();

    /// <summary>Before an execution; no hardware has moved when one of them stops it.</summary>
    public static ImmutableArray<ExecutionCheck> BeforeExecution { get; } =
    [
        new PersistenceCheck(),
        new NoRunsCheck(),
        new EmailCheck(),
        new SecondaryDatabaseCheck(),
        new FirstAliquotCheck(),
        new DatedRepositoriesCheck(),
        new RepositoryIdentifiersCheck(),
        Managers,
        Dashboard,
        Memory,
        RunMonitor,
        new ScriptRunnerCheck(),
        new LockedValvesCheck(),
        new PrecedingBlankCheck(),
    ];

    /// <summary>Before each queue.</summary>
    public static ImmutableArray<ExecutionCheck> BeforeQueue { get; } = [new TrayCheck()];

    /// <summary>Before each run.</summary>
    public static ImmutableArray<ExecutionCheck> BeforeRun { get; } = [Dashboard, Memory, Managers, new DeviceErrorsCheck(), RunMonitor, new SpectrometerSettingsCheck()];

    /// <summary>All of them, each once.</summary>
    public static ImmutableArray<ExecutionCheck> All { get; } = [.. BeforeExecution.Concat(BeforeQueue).Concat(BeforeRun).DistinctBy(c => c.Name)];
}
