using System.Diagnostics;
using System.Text.Json;
using LabActors.Core.Reduction;
using LabActors.Core.Tests;
using LabActors.Core.Tests.Reduction;
using LabActors.Export.Dvc;
using LibGit2Sharp;
using Repository = LibGit2Sharp.Repository;

namespace LabActors.Export.Tests;

public sealed class DvcExporterTests : IDisposable
{
    private readonly Exports _exports = new();

    private string Cohen => Path.Combine(_exports.Folder, "Cohen_1");

    public void Dispose() => _exports.Dispose();

    [Fact]
    public void A_run_is_committed_in_Pychrons_four_steps_by_its_user_at_its_end()
    {
        var run = Exports.Whole();
        _exports.Exporter("dvc").Export(run).Changed.ShouldBeTrue();

        using var repository = new Repository(Cohen);
        repository.Commits.QueryBy(new CommitFilter { SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Reverse }).Select(commit => commit.Message)
            .ShouldBe(["<COLLECTION>", "<ISOEVO> default collection fits", "<BLANKS> preceding bu-FC-J-12", "<ICFactor> default"]);
        repository.Commits.ShouldAllBe(commit => commit.Author.Name == "jän" && commit.Author.When == DateTimeOffset.FromUnixTimeSeconds(run.Record.EndedAt!.Value.ToUnixTimeSeconds()));
        repository.RetrieveStatus().IsDirty.ShouldBeFalse();
        using var metaData = new Repository(Path.Combine(_exports.Folder, "MetaData"));
        metaData.Commits.Single().Message.ShouldBe("repo updated for analysis 66681-03A");
        File.ReadAllText(Path.Combine(_exports.Folder, "MetaData", "scripts", "argus", "co2.py")).ShouldBe("def main():\n    extract()\n");
        File.ReadAllText(Path.Combine(Cohen, DvcPaths.Meta("aabbccdd-0000-4000-8000-000000000001"))).ShouldContain(metaData.Head.Tip.Sha);
    }

    [Fact]
    public void A_conditional_that_tripped_is_told_with_what_it_saw_and_the_id_of_the_one_it_is()
    {
        _exports.Exporter("dvc").Export(Exports.Tripped());

        var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(Cohen, DvcPaths.Meta("aabbccdd-0000-4000-8000-000000000001")))).RootElement;
        var conditional = meta.GetProperty("conditionals")[0];
        (conditional.GetProperty("teststr").GetString(), conditional.GetProperty("level").GetInt32(), conditional.GetProperty("location").GetString()).ShouldBe(("Ar40 > 900", 20, "queue.yaml"));
        conditional.GetProperty("analysis_types")[0].GetString().ShouldBe("unknown");
        var tripped = meta.GetProperty("tripped_conditional");
        tripped.GetProperty("context").GetString().ShouldBe("Ar40=1000.25");
        tripped.GetProperty("hash_id").GetInt64().ShouldBe(conditional.GetProperty("hash_id").GetInt64());
        meta.GetProperty("conditionals_tripped")[0].GetProperty("count").GetInt32().ShouldBe(10);
    }

    [Fact]
    public void A_second_export_changes_no_byte_and_makes_no_commit()
    {
        ExportedRun[] runs = [Exports.Whole(), Exports.Whole("bbccddee-0000-4000-8000-000000000002", "66681-03B", 1)];
        foreach (var run in runs)
            _exports.Exporter("dvc").Export(run);
        var before = _exports.Files();

        foreach (var run in runs)
            _exports.Exporter("dvc").Export(run).ShouldSatisfyAllConditions(outcome => outcome.Changed.ShouldBeFalse(), outcome => outcome.Kept.ShouldBeEmpty());

        _exports.Files().ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public void The_same_runs_give_the_same_commits_in_any_folder()
    {
        using var other = new Exports();
        foreach (var exports in new[] { _exports, other })
        {
            exports.Exporter("dvc").Export(Exports.Whole());
            exports.Exporter("dvc").Export(Exports.Whole("bbccddee-0000-4000-8000-000000000002", "66681-03B", 1));
        }

        other.Files().ShouldBe(_exports.Files(), ignoreOrder: true);
    }

    [Fact]
    public void A_script_that_has_changed_since_leaves_what_was_exported_before_as_it_was()
    {
        var first = Exports.Whole();
        var edited = Exports.Of(first.Record with { RunUuid = "bbccddee-0000-4000-8000-000000000002", Scripts = [.. first.Record.Scripts.Select(script => script with { Text = script.Text + "# edited\n" })] });
        _exports.Exporter("dvc").Export(first);
        _exports.Exporter("dvc").Export(edited);
        var before = _exports.Files();

        _exports.Exporter("dvc").Export(first).Changed.ShouldBeFalse();

        _exports.Files().ShouldBe(before, ignoreOrder: true);
        using var metaData = new Repository(Path.Combine(_exports.Folder, "MetaData"));
        metaData.Commits.Count().ShouldBe(2);
    }

    [Fact]
    public void What_a_user_has_reviewed_and_committed_is_kept_and_a_conflict_is_told()
    {
        var run = Exports.Whole();
        _exports.Exporter("dvc").Export(run);
        var intercepts = DvcPaths.Part("aabbccdd-0000-4000-8000-000000000001", "intercepts");
        Review(intercepts, commit: true);

        _exports.Exporter("dvc").Export(run).ShouldSatisfyAllConditions(outcome => outcome.Changed.ShouldBeFalse(), outcome => outcome.Kept.ShouldBeEmpty("nothing of the run has changed"));
        var changed = run with { Reduced = run.Reduced with { Isotopes = [.. run.Reduced.Isotopes.Select(isotope => isotope with { Intercept = isotope.Intercept + 1 })] } };
        var outcome = _exports.Exporter("dvc").Export(changed);

        outcome.Kept.ShouldHaveSingleItem().ShouldStartWith($"{intercepts}: somebody else has changed it");
        File.ReadAllText(Path.Combine(Cohen, intercepts)).ShouldContain("reviewed");
    }

    [Fact]
    public void What_a_user_has_changed_and_not_committed_is_kept_too()
    {
        var run = Exports.Whole();
        _exports.Exporter("dvc").Export(run);
        var intercepts = DvcPaths.Part("aabbccdd-0000-4000-8000-000000000001", "intercepts");
        Review(intercepts, commit: false);
        var changed = run with { Reduced = run.Reduced with { Isotopes = [.. run.Reduced.Isotopes.Select(isotope => isotope with { Intercept = isotope.Intercept + 1 })] } };

        _exports.Exporter("dvc").Export(changed).Kept.ShouldHaveSingleItem().ShouldContain("not committed");
        File.ReadAllText(Path.Combine(Cohen, intercepts)).ShouldContain("reviewed");
    }

    [Fact]
    public void What_a_user_has_staged_is_neither_committed_nor_lost()
    {
        _exports.Exporter("dvc").Export(Exports.Whole());
        File.WriteAllText(Path.Combine(Cohen, "notes.txt"), "mine");
        using (var repository = new Repository(Cohen))
            Commands.Stage(repository, "notes.txt");

        _exports.Exporter("dvc").Export(Exports.Whole("bbccddee-0000-4000-8000-000000000002", "66681-03B", 1));

        using var after = new Repository(Cohen);
        after.Head.Tip["notes.txt"].ShouldBeNull();
        after.RetrieveStatus("notes.txt").ShouldBe(FileStatus.NewInIndex);
    }

    [Fact]
    public void Scenario_21_the_loader_reads_it_back()
    {
        var run = Exports.Whole();
        _exports.Exporter("dvc").Export(Exports.WithBlank(run));

        var loaded = new PychronReader(Cohen).Load("aabbccdd-0000-4000-8000-000000000001");
        (loaded.Aliquot, loaded.Step, loaded.AnalysisType, loaded.Tag, loaded.BlankSource, loaded.Simulated).ShouldBe((3, "A", "unknown", "ok", "bu-FC-J-12", true));
        loaded.Timestamp.ShouldBe(run.Record.EndedAt!.Value.UtcDateTime);
        loaded.Detectors.ShouldBe(new Dictionary<string, string> { ["Ar40"] = "H1", ["Ar39"] = "AX", ["Ar36"] = "CDD" }, ignoreOrder: true);
        foreach (var isotope in run.Reduced.Isotopes)
            loaded.Values[isotope.Isotope].ShouldBe((isotope.Intercept, isotope.Error ?? 0));
        var points = run.Record.Series[1].Points("H1");
        loaded.Signals["Ar40"].ShouldBe(points.Select(point => ((double)(float)point.Seconds, (double)(float)point.Intensity)));
        Regression.Fit([.. loaded.Signals["Ar40"].Select(p => p.X)], [.. loaded.Signals["Ar40"].Select(p => p.Y)], new FitChoice(FitKind.Parabolic, ErrorKind.Sem)).Intercept!.Value
            .ShouldBe(run.Reduced.Isotopes[0].Intercept, 1e-3, "the raw series are rounded to 7 digits");
        loaded.Baselines.Keys.ShouldBe(["AX", "CDD", "H1"], ignoreOrder: true);
    }

    [Fact]
    public void Scenario_21_a_loader_in_Python_reads_it_back()
    {
        var run = Exports.WithBlank(Exports.Whole());
        _exports.Exporter("dvc").Export(run);

        var loaded = InPython(Cohen, "aabbccdd-0000-4000-8000-000000000001");

        (loaded.GetProperty("aliquot").GetInt32(), loaded.GetProperty("step").GetString(), loaded.GetProperty("analysis_type").GetString()).ShouldBe((3, "A", "unknown"));
        DateTime.Parse(loaded.GetProperty("timestamp").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(run.Record.EndedAt!.Value.UtcDateTime);
        loaded.GetProperty("simulated").EnumerateArray().ShouldAllBe(part => part.GetBoolean());
        foreach (var isotope in run.Reduced.Isotopes)
        {
            var read = loaded.GetProperty("isotopes").GetProperty(isotope.Isotope);
            read.GetProperty("detector").GetString().ShouldBe(isotope.Detector);
            read.GetProperty("intercept").EnumerateArray().Skip(2).Take(2).Select(number => number.GetDouble()).ShouldBe([isotope.Intercept, isotope.Error ?? 0]);
            var last = run.Record.Series[1].Points(isotope.Detector)[^1];
            read.GetProperty("last").EnumerateArray().Select(number => number.GetDouble()).ShouldBe([(double)(float)last.Seconds, (double)(float)last.Intensity]);
            read.GetProperty("counts").GetProperty("signals").GetInt32().ShouldBe(20);
            read.GetProperty("counts").GetProperty("baselines").GetInt32().ShouldBeGreaterThan(0);
        }

        loaded.GetProperty("isotopes").GetProperty("Ar40").GetProperty("blank")[2].GetString().ShouldBe("bu-FC-J-12");
    }

    [SharedCasesFact]
    public void Scenario_21_Pychrons_own_analysis_reads_back_with_its_values()
    {
        _exports.Exporter("dvc").Export(PychronGolden.Run());

        var loaded = new PychronReader(Path.Combine(_exports.Folder, "TestRepo")).Load("7478715a-de35-4783-a94c-5de206c6c538");
        (loaded.Step, loaded.BlankSource).ShouldBe(("A", "bu-FC-J-10250"));
        loaded.Values["Ar40"].ShouldBe((4452.587532795121, 0.17104416181139054));
        loaded.Signals["Ar40"].Length.ShouldBe(120);
        loaded.Baselines["H1"].Value.ShouldBe(0.20653985, 1e-8);
    }

    [Theory]
    [InlineData("failed", "failed")]
    [InlineData("canceled", "canceled")]
    [InlineData("aborted", "aborted")]
    [InlineData("interrupted", "interrupted")]
    [InlineData("truncated", "ok")]
    public void Scenario_23_a_run_that_ended_early_is_exported_with_what_there_is(string state, string tag)
    {
        var story = new RunStory("aabbccdd-0000-4000-8000-000000000001", "66681-03A", Exports.Start).Begin().Extract().BeginMeasurement().Take("sniff", 12).Take("signal", 120, truncatedAfter: 37).End(state, "why");
        _exports.Exporter("dvc").Export(Exports.Of(RunRecord.Fold(story.Events)));

        var loaded = new PychronReader(Cohen).Load("aabbccdd-0000-4000-8000-000000000001");
        loaded.Tag.ShouldBe(tag);
        loaded.Signals["Ar40"].Length.ShouldBe(37);
        loaded.Baselines.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_never_measured_is_exported_all_the_same()
    {
        var story = new RunStory("aabbccdd-0000-4000-8000-000000000001", "66681-03A", Exports.Start).Begin().Extract().End("failed", "the laser did not answer");
        _exports.Exporter("dvc").Export(Exports.Of(RunRecord.Fold(story.Events)));

        var loaded = new PychronReader(Cohen).Load("aabbccdd-0000-4000-8000-000000000001");
        (loaded.Tag, loaded.Signals.Count, loaded.Values.Count).ShouldBe(("failed", 0, 0));
    }

    [Fact]
    public void Each_repository_identifier_has_its_own_repository()
    {
        var run = Exports.Whole();
        RunRecord In(string labnumber, string repository, string type = "") =>
            run.Record with { RunUuid = $"{labnumber}-{repository}-uuid", Spec = run.Record.Spec with { Labnumber = labnumber, RepositoryIdentifier = repository, DeclaredAnalysisType = type } };
        foreach (var record in new[] { In("66681", "Smith_2"), In("66682", ""), In("bu-FC-J", ""), In("a-01-J", "") })
            _exports.Exporter("dvc").Export(ExportedRun.Of(record));

        Directory.EnumerateDirectories(_exports.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["MetaData", "NoRepo", "Smith_2", "argus_air260", "argus_blank260"]);
    }

    private static JsonElement InPython(string repository, string uuid)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-I", "-S", Path.Combine(AppContext.BaseDirectory, "pychron_loader.py"), repository, uuid])
            start.ArgumentList.Add(argument);
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var text = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        python.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return JsonDocument.Parse(text).RootElement;
    }

    private void Review(string path, bool commit)
    {
        var full = Path.Combine(Cohen, path);
        File.WriteAllText(full, File.ReadAllText(full).Replace("\"error_type\"", "\"reviewed\": true,\n        \"error_type\"", StringComparison.Ordinal));
        if (!commit)
            return;
        using var repository = new Repository(Cohen);
        Commands.Stage(repository, path);
        var user = new Signature("reviewer", "reviewer@lab", DateTimeOffset.UnixEpoch);
        repository.Commit("<ISOEVO>.intercepts fits=Ar40(Linear)", user, user);
    }
}
