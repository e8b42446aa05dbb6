using LabActors.Acceptance.Cluster;
using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Operators;
using LabActors.Acceptance.Recovery;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("LabActors.Acceptance.LongestFirst", "LabActors.Acceptance")]

namespace LabActors.Acceptance;

/// <summary>Classes that take a minute or more begin first: one of them at the end would run alone, with an idle processor beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        .. new[]
        {
            typeof(JournalLossTests), typeof(TortureTests), typeof(RealKillTests), typeof(ClusterTortureTests), typeof(QueuesRun), typeof(ScriptScenarioTests), typeof(FullScreenTests), typeof(SynResumeTests), typeof(NodesTests),
        }.Select(type => type.FullName!),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)) is >= 0 and var at ? at : Long.Length);
}
