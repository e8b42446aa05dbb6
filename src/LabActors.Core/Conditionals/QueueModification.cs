using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Runs;

namespace LabActors.Core.Conditionals;

/// <summary>What a modification asks of the queue: a decision over the rows that may still be changed.</summary>
public static class QueueModification
{
    /// <summary>A row of the queue that has not begun and is not skipped.</summary>
    /// <param name="Row">Its id.</param>
    public sealed record LaterRow(string Row, RunSpec Spec);

    /// <summary>One change of the queue.</summary>
    public abstract record Edit
    {
        /// <summary>The row is skipped.</summary>
        public sealed record Skip(string Row) : Edit;

        /// <summary>The row becomes this.</summary>
        public sealed record Change(string Row, RunSpec Spec) : Edit;

        /// <summary>A new row directly behind the run whose conditional tripped.</summary>
        public sealed record AddBehindCurrent(RunSpec Spec) : Edit;
    }

    /// <summary>The changes, in the order in which they are to be made; none when there is nothing to change.</summary>
    /// <param name="current">The run whose conditional tripped.</param>
    /// <param name="later">The rows behind it that may be changed, in order.</param>
    /// <param name="blanks">Blanks that the queue has anywhere, which a new blank is modelled on.</param>
    /// <param name="spectrometerCode">The instrument's letter in identifiers (J).</param>
    /// <param name="today">For the name of a blank's repository.</param>
    public static ImmutableArray<Edit> Edits(
        Conditional conditional, RunSpec current, ImmutableArray<LaterRow> later, ImmutableArray<RunSpec> blanks, string spectrometerCode, DateOnly today) =>
        conditional.Action switch
        {
            ModificationAction.SkipNextRun => [.. later.Take(1).Select(Skip)],
            ModificationAction.SkipRuns => [.. later.Take(conditional.Skip).Select(Skip)],
            ModificationAction.SkipAliquot => [.. later.Where(r => IsSameAliquot(r.Spec, current)).Select(Skip)],
            ModificationAction.SkipToLastInAliquot => [.. BlockOf(current, later).SkipLast(1).Select(Skip)],
            ModificationAction.SetExtract => [.. NewValues(conditional, current, later)],
            ModificationAction.RepeatRun => [new Edit.AddBehindCurrent(Copy(current))],
            ModificationAction.RunBlank => [new Edit.AddBehindCurrent(BlankFor(current, blanks, spectrometerCode, today))],
            _ => [],
        };

    private static Edit Skip(LaterRow row) => new Edit.Skip(row.Row);

    private static bool IsSameAliquot(RunSpec one, RunSpec other) =>
        one.Labnumber == other.Labnumber && one.UserDefinedAliquot == other.UserDefinedAliquot;

    /// <summary>The rows of the identifier that follow without another between; as in Pychron the aliquot is not compared.</summary>
    private static IEnumerable<LaterRow> BlockOf(RunSpec current, ImmutableArray<LaterRow> later) =>
        later.TakeWhile(r => r.Spec.Labnumber == current.Labnumber);

    /// <summary>Steps go to the following rows of the aliquot; references between them are passed over, another unknown ends it.</summary>
    private static IEnumerable<Edit> NewValues(Conditional conditional, RunSpec current, ImmutableArray<LaterRow> later)
    {
        var steps = ExtractionSteps.Read(conditional.ExtractionSteps) ?? new ExtractionSteps([], false);
        return later
            .Where(r => !r.Spec.IsSpecial)
            .TakeWhile(r => IsSameAliquot(r.Spec, current))
            .Take(steps.Steps.Length)
            .Select((r, i) => new Edit.Change(r.Row, r.Spec with { ExtractValue = steps.Applied(r.Spec.ExtractValue, i) }));
    }

    private static RunSpec Copy(RunSpec run) => run with { Row = 0, Skip = false, EndAfter = false };

    /// <summary>
    /// A blank of the run's kind: as the queue's own blank of that kind on the same extraction device where it has one, else the run
    /// itself without its sample. A blank of a blank is that blank again.
    /// </summary>
    private static RunSpec BlankFor(RunSpec run, ImmutableArray<RunSpec> blanks, string spectrometerCode, DateOnly today)
    {
        if (run.AnalysisType.StartsWith("blank", StringComparison.Ordinal))
            return Copy(run);
        var tag = run.AnalysisType switch { "air" => "ba", "cocktail" => "bc", _ => "bu" };
        if (blanks.LastOrDefault(b => b.Labnumber.Split('-')[0] == tag && b.ExtractDevice == run.ExtractDevice) is { } like)
            return Copy(like);
        var type = IdentifierTable.Default.AnalysisType(tag);
        return Copy(run) with
        {
            Labnumber = Identifier(tag, run, spectrometerCode),
            DeclaredAnalysisType = "",
            UserDefinedAliquot = 0,
            ExtractValue = 0,
            Position = "",
            Pattern = "",
            Weight = 0,
            Conditionals = "",
            Sample = "",
            SampleAsWritten = "",
            RepositoryIdentifier = RepositoryIdentifiers.OfReference(type, run.MassSpectrometer, RepositoryIdentifiers.HalfYearTag(today)),
            Comment = $"blank for {run.Labnumber}",
        };
    }

    // a-01-J gives ba-01-J; an unknown has no modifier to take over, and gets its device's initials.
    private static string Identifier(string tag, RunSpec run, string spectrometerCode)
    {
        if (run.IsSpecial && run.Labnumber.Split('-') is [_, .. { Length: > 0 } rest])
            return string.Join('-', rest.Prepend(tag));
        var device = ExtractDeviceNames.IsNone(run.ExtractDevice)
            ? "01"
            : string.Concat(run.ExtractDevice.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0])));
        return SpecialIdentifiers.Make(tag, device, spectrometerCode);
    }
}
