namespace LabActors.Core.Execution;

/// <summary>What a queue does next, as decided by <see cref="QueueProgress.Next"/>.</summary>
public abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Nothing: a run, a delay or a pause is under way.</summary>
    public sealed record Wait : NextStep;

    /// <summary>Let time pass first.</summary>
    public sealed record Delay(string Why, double Seconds) : NextStep;

    /// <summary>Pass over a row that says skip.</summary>
    /// <param name="Row">Its id.</param>
    public sealed record Skip(string Row) : NextStep;

    /// <summary>Launch a row.</summary>
    /// <param name="Row">Its id.</param>
    public sealed record Launch(string Row, bool Overlaps, bool IsLast) : NextStep;

    /// <summary>The queue is at its end.</summary>
    public sealed record End(string State, string Cause) : NextStep;
}
