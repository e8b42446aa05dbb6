namespace LabActors.Console.View;

/// <summary>Something that a run or queue is doing, with as much as is known of how far it is.</summary>
/// <param name="Rank">What is shown first when several things go on at once; lower is first.</param>
/// <param name="What">In words: <c>signal</c>, <c>sleep 40 s</c>.</param>
/// <param name="Seconds">How long it takes, s of laboratory time; null when that is not known.</param>
/// <param name="Count">Counts taken so far, of a series.</param>
/// <param name="Of">Counts asked for, of a series.</param>
public sealed record ActivityView(
    ActivityRank Rank,
    string What,
    DateTimeOffset StartedAt,
    double? Seconds = null,
    int Count = 0,
    int? Of = null)
{
    /// <summary>Part done, 0 to 1; null when it is not known.</summary>
    public double? ProgressAt(DateTimeOffset now) => (Of, Seconds) switch
    {
        ( > 0, _) => Math.Clamp((double)Count / Of.Value, 0, 1),
        (_, > 0) => Math.Clamp((now - StartedAt).TotalSeconds / Seconds.Value, 0, 1),
        _ => null,
    };

    /// <summary>Laboratory time left; null when it is not known.</summary>
    public TimeSpan? TimeLeftAt(DateTimeOffset now) =>
        Seconds is { } seconds && ProgressAt(now) is { } progress ? TimeSpan.FromSeconds(seconds * (1 - progress)) : null;
}
