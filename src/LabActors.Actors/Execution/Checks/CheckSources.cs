using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>Where the checks learn what is outside of the laboratory's actors. Tests put their own numbers in.</summary>
public sealed record CheckSources
{
    /// <summary>Free memory and disk now.</summary>
    public required Func<HostState> Host { get; init; }

    /// <summary>Asks the results database; waits for it, and throws when it does not answer.</summary>
    public required Action Persistence { get; init; }

    /// <summary>True when this node can send mail.</summary>
    public Func<bool> SendsMail { get; init; } = () => false;

    /// <summary>The second store of aliquot numbers; null when there is none.</summary>
    public SecondaryStore? Secondary { get; init; }

    /// <summary>Repositories in which identifiers have results, by identifier; waits for the results database.</summary>
    public Func<ImmutableArray<string>, ImmutableDictionary<string, ImmutableArray<string>>> Repositories { get; init; } =
        _ => ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
