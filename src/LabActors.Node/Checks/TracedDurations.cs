using LabActors.Core.Runs;

namespace LabActors.Node.Checks;

/// <summary>How long runs take by the trial of their scripts without effects: extraction, measurement and post-measurement, one after another.</summary>
public sealed class TracedDurations
{
    private readonly Dictionary<RunSpec, double> _seconds = [];

    /// <summary>Remembers what a trial gave.</summary>
    public void Add(RunSpec run, double seconds) => _seconds[Key(run)] = seconds;

    /// <summary>Seconds from a run's launch to its end; null for a run that was not tried.</summary>
    public double? SecondsOf(RunSpec run) => _seconds.TryGetValue(Key(run), out var seconds) ? seconds : null;

    /// <summary>Checks may fill in the repository, which takes no time.</summary>
    private static RunSpec Key(RunSpec run) => run with { RepositoryIdentifier = "" };
}
