using LabActors.Core.Identifiers;
using LabActors.Core.Templates;

namespace LabActors.Core.Checks;

/// <summary>Which human-error checks are made. All are on: a check that is off passes what it would have found.</summary>
public sealed record CheckOptions
{
    /// <summary>Everything on.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>Faults of runs that keep them from being executed; errors.</summary>
    public bool Runs { get; init; } = true;

    /// <summary>Missing scripts and the like; warnings.</summary>
    public bool NonFatal { get; init; } = true;

    /// <summary>Extraction scripts whose names do not fit the run; warnings, part of <see cref="NonFatal"/>.</summary>
    public bool ExtractionScripts { get; init; } = true;

    /// <summary>Spectrometer, extraction device and delays of the queue.</summary>
    public bool Queue { get; init; } = true;

    /// <summary>The operator has agreed to run without an extraction device although runs ask for one.</summary>
    public bool ConfirmsNoExtractDevice { get; init; }

    /// <summary>Compare device names of one word letter by letter, as Pychron does, rather than in any case.</summary>
    public bool ExactDeviceWord { get; init; }

    /// <summary>The laboratory's table of identifiers.</summary>
    public IdentifierTable Identifiers { get; init; } = IdentifierTable.Default;

    /// <summary>The laboratory's defaults, which identifiers' modifiers are compared with.</summary>
    public ScriptDefaults Defaults { get; init; } = ScriptDefaults.None;
}
