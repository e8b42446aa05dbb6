using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Identifiers;

namespace LabActors.Core.Execution.Checks;

/// <summary>Every run has a repository; references are gathered by half-years.</summary>
public sealed class DatedRepositoriesCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "dated-repositories";

    /// <inheritdoc/>
    public override string Asks => "every run names a repository; for laboratories that export to repositories";

    /// <inheritdoc/>
    public override string OnFailure => "asks; yes fills in SPECTROMETER_air261 (the year and 0 until June, 1 from July), _cocktail261, _blank261 or laboratory, no refuses";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.DatedRepositories];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        var without = order.Runs.Where(r => r.RepositoryIdentifier.Length == 0).ToArray();
        if (without.Length == 0)
            return new CheckStep.Pass("every run names a repository");
        var rows = string.Join(", ", without.Take(10).Select(r => $"{r.Labnumber} (line {r.Row})")) + (without.Length > 10 ? " ..." : "");
        return YesOrNo.Judge(
            facts, settings, DecisionCatalog.DatedRepositories, Name, $"{without.Length} runs name no repository: {rows}. Fill in the half-year's?", $"{without.Length} runs name no repository: {rows}", new CheckEffect.Amend(Filled(order)));
    }

    private static ImmutableArray<Queues.ExperimentQueue> Filled(CheckOrder order)
    {
        var tag = RepositoryIdentifiers.HalfYearTag(DateOnly.FromDateTime(order.At.UtcDateTime));
        return
        [
            .. order.Queues.Select(q => q with
            {
                Runs = [.. q.Runs.Select(r => r.RepositoryIdentifier.Length > 0
                    ? r
                    : r with { RepositoryIdentifier = RepositoryIdentifiers.OfReference(r.AnalysisType, order.Instrument.Name, tag) })],
            }),
        ];
    }
}
