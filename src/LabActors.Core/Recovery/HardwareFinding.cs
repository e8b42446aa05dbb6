namespace LabActors.Core.Recovery;

/// <summary>Something of a run's hardware that is not as the run left it, and what follows for the run.</summary>
/// <param name="Step">What brings it to match; null where nothing may.</param>
/// <param name="Why">Why nothing may; empty where something does.</param>
/// <param name="SpoilsNext">It concerns the gas of the next run and not this one's: the run goes on, and the queue ends after it.</param>
public sealed record HardwareFinding(HardwareDifference Difference, MatchStep? Step, string Why = "", bool SpoilsNext = false)
{
    /// <summary>True when the run cannot go on.</summary>
    public bool IsAgainst => Step is null && !SpoilsNext;

    /// <summary>In words, with the reason.</summary>
    public override string ToString() => Why.Length > 0 ? $"{Difference}: {Why}" : Difference.ToString();
}
