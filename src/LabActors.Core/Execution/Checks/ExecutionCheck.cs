using System.Collections.Immutable;

namespace LabActors.Core.Execution.Checks;

/// <summary>
/// One check before an execution, a queue or a run. Pure: it is asked again and again with what is known by then, and says what it wants
/// to know next, what the operator is to be asked, or its result. It moves nothing.
/// </summary>
public abstract class ExecutionCheck
{
    /// <summary>Its name, in refusals and in <c>labactors.checks</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it makes sure of, in words.</summary>
    public abstract string Asks { get; }

    /// <summary>What happens when it finds otherwise.</summary>
    public abstract string OnFailure { get; }

    /// <summary>Decisions that it may ask for.</summary>
    public virtual ImmutableArray<string> Decisions => [];

    /// <summary>Whether it is made at all; one that is not is told nowhere.</summary>
    public virtual bool Applies(CheckOrder order) => true;

    /// <summary>Its settings and their values, apart from those of its decisions.</summary>
    public virtual IEnumerable<string> Settings(CheckSettings settings) => [];

    /// <summary>What it wants next, or its result.</summary>
    public CheckStep Decide(CheckOrder order, CheckFacts facts, CheckSettings settings) =>
        settings.Off.Contains(Name) ? new CheckStep.Pass("switched off") : Judge(order, facts, settings);

    /// <summary>As <see cref="Decide"/>, of a check that is on.</summary>
    protected abstract CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
