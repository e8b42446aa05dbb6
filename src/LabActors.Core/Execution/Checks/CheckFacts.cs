using System.Collections.Immutable;
using LabActors.Core.Measurement;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution.Checks;

/// <summary>What is known so far; null where nobody was asked yet.</summary>
public sealed record CheckFacts
{
    /// <summary>Nothing is known.</summary>
    public static CheckFacts None { get; } = new();

    /// <summary>Why the results database does not answer; empty when it does.</summary>
    public string? Persistence { get; init; }

    /// <summary>True when mail can be sent.</summary>
    public bool? SendsMail { get; init; }

    /// <summary>The second store of numbers.</summary>
    public SecondaryStoreState? SecondaryStore { get; init; }

    /// <summary>The node's own numbers of the first run.</summary>
    public RunNumbers? Registry { get; init; }

    /// <summary>The second store's numbers of the first run.</summary>
    public RunNumbers? Secondary { get; init; }

    /// <summary>Blanks in the order in which they were measured.</summary>
    public ImmutableArray<BlankMeasured>? Blanks { get; init; }

    /// <summary>Repositories with results, by identifier.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>>? Repositories { get; init; }

    /// <summary>Who was asked for a live answer, and what came of it.</summary>
    public ImmutableArray<ManagerAnswer>? Managers { get; init; }

    /// <summary>Error flags that are up.</summary>
    public ImmutableArray<ErrorFlag>? Flags { get; init; }

    /// <summary>Free memory and disk.</summary>
    public HostState? Host { get; init; }

    /// <summary>What the monitor's rules read.</summary>
    public ImmutableArray<MonitorReading>? Monitor { get; init; }

    /// <summary>Why no script process starts; empty when one does.</summary>
    public string? ScriptRunner { get; init; }

    /// <summary>Valves with a software lock, with their descriptions.</summary>
    public ImmutableArray<string>? LockedValves { get; init; }

    /// <summary>The tray that the extraction device reports; empty when it says none.</summary>
    public ManagerAnswer? Tray { get; init; }

    /// <summary>Why the tray could not be set; empty when it was.</summary>
    public string? TraySet { get; init; }

    /// <summary>How the spectrometer is set.</summary>
    public SpectrometerSettings? Settings { get; init; }

    /// <summary>Why the spectrometer did not tell how it is set; empty when it did.</summary>
    public string SettingsUnread { get; init; } = "";

    /// <summary>Why the spectrometer could not be set; empty when it was.</summary>
    public string? SpectrometerSet { get; init; }

    /// <summary>The operator's answers so far, by the names of the questions.</summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;
}
