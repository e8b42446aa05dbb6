namespace LabActors.Core.Execution.Checks;

/// <summary>What a check may have to be told before it can decide.</summary>
public enum CheckFact
{
    /// <summary>Whether the results database answers.</summary>
    Persistence,

    /// <summary>Whether mail can be sent.</summary>
    Mail,

    /// <summary>Whether the second store of aliquot numbers answers.</summary>
    SecondaryStore,

    /// <summary>The node's own greatest aliquot and step of the first run's identifier, and its blanks.</summary>
    Registry,

    /// <summary>The second store's greatest aliquot and step of the first run's identifier.</summary>
    SecondaryNumber,

    /// <summary>Repositories in which identifiers of the queues have results.</summary>
    Repositories,

    /// <summary>Live answers of extraction line, extraction device and spectrometer.</summary>
    Managers,

    /// <summary>Error flags that operators or devices have raised.</summary>
    Flags,

    /// <summary>Free memory and disk.</summary>
    Host,

    /// <summary>What the run monitor's rules read.</summary>
    Monitor,

    /// <summary>Whether a script process starts.</summary>
    ScriptRunner,

    /// <summary>Valves with a software lock.</summary>
    LockedValves,

    /// <summary>The tray that the extraction device reports.</summary>
    Tray,

    /// <summary>What came of setting the tray.</summary>
    TraySet,

    /// <summary>How the spectrometer is set.</summary>
    SpectrometerSettings,

    /// <summary>What came of setting the spectrometer as the laboratory's file has it, and how it is set then.</summary>
    SpectrometerSet,
}
