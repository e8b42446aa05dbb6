using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Conditionals;
using LabActors.Core.Measurement;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of conditional vectors that play through a series of counts or change a queue.</summary>
internal static class ConditionalRunVectors
{
    private const int Counts = 30;

    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["collector"] = Collects,
        ["modification"] = Modifies,
    };

    /// <summary>
    /// Plays the loop of a series: before each count its plan, then the conditionals. Where several kinds are given the original acts on the first that it
    /// visits; here the most severe acts (design.md), so what is expected is what that one does alone.
    /// </summary>
    private static void Collects(Vector vector)
    {
        var settings = vector["settings"];
        var values = ConditionalVectors.Environment(vector, "A");
        var given = vector["conditionals"].EnumerateArray().Select(c => Installed(c, values)).ToImmutableArray();
        var set = given.Select(c => InstalledConditional.Bind(c, values.Vocabulary)!).ToImmutableArray();
        var plan = CountPlan.Of(Counts);
        foreach (var name in new[] { "user", "script" })
            plan = settings.TryGetProperty(name, out var changed) ? plan.Change(changed.GetInt32()) : plan;
        var counters = ConditionalCounters.None;
        var tripped = new List<string>();
        var snippets = new List<string>();
        ConditionalTrip? acting = null;
        while (acting is null)
        {
            if (settings.TryGetProperty("truncate_at", out var at) && plan.Taken + 1 == at.GetInt32())
                plan = plan.Truncate("asked for");
            if (plan.End is not null)
                break;
            var round = ConditionalRound.BeforeCount(
                set, counters, "unknown", plan.Taken + 1, settings.TryGetProperty("kind", out var kind) && kind.GetString() == "sniff", values);
            counters = round.Counters;
            tripped.AddRange(round.Trips.Select(t => t.Conditional.Test));
            if (round.Acting is { Conditional: { Kind: ConditionalKind.Action, Action.Length: > 0 } action })
                snippets.Add(action.Action);
            if (round.Acting is { } trip && !trip.Conditional.Resume)
                acting = trip;
            else
                plan = plan.Read();
        }

        var severe = given.Select(c => c.Kind).Distinct().Count() > 1;
        plan.Taken.ShouldBe(severe ? acting!.Conditional.Start : vector["readings_taken"].GetInt32(), vector.Id);
        Outcome(acting, plan).ShouldBe(severe || vector.IsRefused ? Outcome(given.MaxBy(c => c.Severity())!) : vector.Text("outcome"), vector.Id);
        if (severe || vector.IsRefused)
            return;
        snippets.ShouldBe(vector["snippets"].EnumerateArray().Select(s => s.GetString()), vector.Id);
        (IsTruncated(acting) || plan.End == "truncated").ShouldBe(vector["truncated"].GetBoolean(), vector.Id);
        tripped.Take(vector["tripped"].GetArrayLength()).ShouldBe(vector["tripped"].EnumerateArray().Select(t => t.GetString()), vector.Id);
        if (vector.Has("abbreviated_count_ratio"))
            acting!.Conditional.AbbreviatedCountRatio.ShouldBe(vector["abbreviated_count_ratio"].GetDouble(), vector.Id);
    }

    private static Conditional Installed(JsonElement given, VectorValues values)
    {
        var read = ConditionalVectors.Entry(given[1], $"{given[0].GetString()}s");
        read.Conditionals.Length.ShouldBe(1, string.Join(';', read.Problems));
        values.Vocabulary.Isotopes.ShouldNotBeEmpty();
        return read.Conditionals[0];
    }

    private static string Outcome(ConditionalTrip? acting, CountPlan plan) =>
        acting is null ? plan.End is null ? "" : "break" : Outcome(acting.Conditional);

    private static string Outcome(Conditional conditional) => conditional.Severity() switch
    {
        5 => "cancel",
        4 => "terminate",
        _ => "break",
    };

    private static bool IsTruncated(ConditionalTrip? acting) => acting?.Conditional.Severity() == 3;

    /// <summary>As shipped the original changes nothing, which is its defect; the vectors of the repaired one say what is meant.</summary>
    private static void Modifies(Vector vector)
    {
        var current = Run(vector["current_run"], 0);
        var all = vector["following_runs"].EnumerateArray().Select((r, i) => Run(r, i + 1)).ToImmutableArray();
        var later = all.Where(r => !r.Skip).Select(r => new QueueModification.LaterRow($"{r.Row}", r)).ToImmutableArray();
        var conditional = new Conditional
        {
            Kind = ConditionalKind.Modification,
            Level = ConditionalLevel.System,
            Test = "age>10",
            Action = vector.Text("action")!,
            Skip = vector["nskip"].GetInt32(),
            ExtractionSteps = vector.Text("extraction_str")!,
        };
        var edits = QueueModification.Edits(conditional, current, later, [], "J", new DateOnly(2026, 8, 1));
        if (vector.Status == "defect")
        {
            edits.ShouldNotBeEmpty(vector.Id);
            return;
        }

        (edits.Length > 0).ShouldBe(vector["changed"].GetBoolean(), vector.Id);
        var added = edits.OfType<QueueModification.Edit.AddBehindCurrent>().Select(a => a.Spec);
        var rows = all.Select(r => edits.Aggregate(r, Edited)).ToArray();
        var expected = vector["runs_after"].EnumerateArray().ToArray();
        RunSpec[] after = [current, .. added, .. rows];
        after.Length.ShouldBe(expected.Length, vector.Id);
        foreach (var (run, wanted) in after.Zip(expected))
            ShouldBe(run, wanted, isBlank: conditional.Action == ModificationAction.RunBlank && edits.Any(e => e is QueueModification.Edit.AddBehindCurrent a && a.Spec == run), vector.Id);
    }

    private static RunSpec Edited(RunSpec run, QueueModification.Edit edit) => edit switch
    {
        QueueModification.Edit.Skip skip when skip.Row == $"{run.Row}" => run with { Skip = true },
        QueueModification.Edit.Change change when change.Row == $"{run.Row}" => change.Spec,
        _ => run,
    };

    // The original gives a blank a bare tag and its parent's aliquot and value (§5.8 calls that wrong): its tag is what counts.
    private static void ShouldBe(RunSpec run, JsonElement expected, bool isBlank, string id)
    {
        run.Labnumber.Split('-')[0].ShouldBe(expected[0].GetString()!.Split('-')[0], id);
        run.Skip.ShouldBe(expected[3].GetBoolean(), id);
        if (isBlank)
        {
            run.ExtractValue.ShouldBe(0, id);
            run.Labnumber.Split('-').Length.ShouldBe(3, id);
            return;
        }

        run.Labnumber.ShouldBe(expected[0].GetString(), id);
        run.UserDefinedAliquot.ShouldBe(expected[1].GetInt32(), id);
        run.ExtractValue.ShouldBe(expected[2].GetDouble(), 1e-9, id);
    }

    private static RunSpec Run(JsonElement run, int row) => new()
    {
        Row = row,
        Labnumber = run[0].GetString()!,
        UserDefinedAliquot = run[1].GetInt32(),
        ExtractValue = run[2].GetDouble(),
        Skip = run.GetArrayLength() > 3 && run[3].ValueKind == JsonValueKind.True,
        MassSpectrometer = "jan",
    };
}
