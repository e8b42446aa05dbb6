using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution.Checks;

/// <summary>An identifier's analyses stay in one repository.</summary>
public sealed class RepositoryIdentifiersCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "repository-identifiers";

    /// <inheritdoc/>
    public override string Asks => "no unknown goes to another repository than earlier analyses of its identifier; for laboratories that export to repositories";

    /// <inheritdoc/>
    public override string OnFailure => "asks; keep leaves the queue as it is, known takes the repository that has the earlier analyses, cancel refuses";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.RepositoryIdentifiers];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (facts.Repositories is not { } known)
            return new CheckStep.Need(CheckFact.Repositories);
        var conflicts = order.Runs.Where(r => Conflicts(r, known)).ToArray();
        if (conflicts.Length == 0)
            return new CheckStep.Pass("no identifier has results in another repository");
        var words = string.Join("; ", conflicts.DistinctBy(r => r.Labnumber).Select(
            r => $"{r.Labnumber} (line {r.Row}) goes to {r.RepositoryIdentifier} and has results in {string.Join(", ", known[r.Labnumber])}"));
        return facts.Answers.GetValueOrDefault(DecisionCatalog.RepositoryIdentifiers) switch
        {
            null => new CheckStep.Ask(settings.Ask(
                DecisionCatalog.RepositoryIdentifiers, $"{words}. Keep the queue's repositories, or take the known ones?", ["keep", "known", DecisionCatalog.Cancel], Name)),
            "keep" => new CheckStep.Pass($"{words}; kept as the queue says"),
            "known" => new CheckStep.Pass($"{words}; the known ones are taken", new CheckEffect.Amend(
            [
                .. order.Queues.Select(q => q with
                {
                    Runs = [.. q.Runs.Select(r => Conflicts(r, known) ? r with { RepositoryIdentifier = known[r.Labnumber][0] } : r)],
                }),
            ])),
            _ => new CheckStep.Fail(words),
        };
    }

    private static bool Conflicts(RunSpec run, ImmutableDictionary<string, ImmutableArray<string>> known) =>
        !run.IsSpecial && run.RepositoryIdentifier.Length > 0
        && known.TryGetValue(run.Labnumber, out var there) && there.Length > 0 && !there.Contains(run.RepositoryIdentifier);
}
