using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>The settings of checks, monitor and decisions; the file is <c>hocon/execution.conf</c>.</summary>
public sealed record CheckSettings
{
    /// <summary>Those of <c>hocon/execution.conf</c> as it is delivered.</summary>
    public static CheckSettings Default { get; } = new();

    /// <summary>Names of checks that are not made.</summary>
    public ImmutableHashSet<string> Off { get; init; } = ["dated-repositories", "repository-identifiers"];

    /// <summary>How long a live answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>MB; less refuses.</summary>
    public double MinFreeMemory { get; init; } = 100;

    /// <summary>MB; less refuses.</summary>
    public double MinFreeDisk { get; init; } = 500;

    /// <summary>How often the run monitor reads.</summary>
    public TimeSpan MonitorEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The run monitor's rules.</summary>
    public ImmutableArray<MonitorRule> MonitorRules { get; init; } = [];

    /// <summary>False: only the first of several queues is run.</summary>
    public bool ExecutesOpenQueues { get; init; } = true;

    /// <summary>Default and limit of each decision.</summary>
    public ImmutableDictionary<string, DecisionSetting> Decisions { get; init; } = DecisionCatalog.All.ToImmutableDictionary(
        d => d.Name, d => new DecisionSetting(DefaultAnswer(d.Name), DecisionCatalog.IsOfRecovery(d.Name) ? TimeSpan.FromMinutes(30) : TimeSpan.FromSeconds(30)));

    /// <summary>A question with its configured default and limit.</summary>
    public Question Ask(string name, string text, ImmutableArray<string> options, string askedBy) =>
        new(name, text, options, Decisions[name].Default, Decisions[name].Limit, askedBy);

    /// <summary>A decision's settings in words.</summary>
    public string Describe(string decision) => string.Create(
        CultureInfo.InvariantCulture, $"{decision}: default {Decisions[decision].Default} after {Decisions[decision].Limit.TotalSeconds:0.#} s");

    // What a careful operator would say who cannot be reached: nothing that may spend gas on the wrong sample, nothing that stops a night for a mail.
    private static string DefaultAnswer(string name) => name switch
    {
        DecisionCatalog.Unfinished => "continue",
        DecisionCatalog.FirstAliquot => "accept",
        DecisionCatalog.RepositoryIdentifiers => "keep",
        DecisionCatalog.LockedValves => "no",
        DecisionCatalog.MissingBlank => "without",
        DecisionCatalog.ChooseBlank or DecisionCatalog.OneShot => DecisionCatalog.Cancel,
        DecisionCatalog.ResumeRun => "save",
        DecisionCatalog.Tray => "stop",
        _ => "yes",
    };
}
