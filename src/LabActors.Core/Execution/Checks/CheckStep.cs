using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>What a check wants next, or its result.</summary>
public abstract record CheckStep
{
    private CheckStep()
    {
    }

    /// <summary>To be told a fact.</summary>
    public sealed record Need(CheckFact Fact) : CheckStep;

    /// <summary>The operator's word.</summary>
    public sealed record Ask(Question Question) : CheckStep;

    /// <summary>It passes.</summary>
    /// <param name="Found">What was found, in words.</param>
    /// <param name="Effect">What follows from it; null when nothing does.</param>
    public sealed record Pass(string Found, CheckEffect? Effect = null) : CheckStep
    {
        /// <summary>It is to be told, though it stops nothing.</summary>
        public bool IsWarning { get; init; }
    }

    /// <summary>It stops the execution.</summary>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="Canceled">True when a person's word (or the default that stands for it) canceled rather than that something is wrong.</param>
    public sealed record Fail(string Reason, bool Canceled = false) : CheckStep;
}
