using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Core.Queues;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using LabActors.Core.Tests.Labs;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Tests.Execution.Checks;

public sealed class ExecutionChecksTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LabDefinition Lab = DemoLab.Read();
    private static readonly CheckSettings Settings = CheckSettings.Default with { Off = [] };

    private static RunSpec Run(string labnumber, string device = "Fusions CO2") =>
        new() { Labnumber = labnumber, ExtractDevice = device, MeasurementScript = "m", Row = 20 };

    private static CheckOrder Order(params RunSpec[] runs) => new(
        Lab, Lab.Instruments[0], [new ExperimentQueue { Name = "q", ExtractDevice = "Fusions CO2", Runs = [.. runs] }], Now);

    private static CheckFacts Answered(CheckFacts facts, string decision, string answer) => facts with { Answers = facts.Answers.SetItem(decision, answer) };

    private static BlankMeasured Blank(string runId, string type, string device = "Fusions CO2", string instrument = "Argus") =>
        new(Now, runId, runId, type, instrument, device, ImmutableDictionary<string, Quantity>.Empty);

    [Fact]
    public void They_are_made_in_the_order_of_the_laboratorys_procedure() => ExecutionChecks.BeforeExecution.Select(c => c.Name).ShouldBe(
    [
        "persistence", "no-runs", "email", "secondary-database", "first-aliquot", "dated-repositories", "repository-identifiers", "managers", "dashboard", "memory",
        "run-monitor", "script-runner", "locked-valves", "preceding-blank",
    ]);

    [Fact]
    public void Every_decision_of_a_check_is_in_the_catalog_and_every_name_is_there_once()
    {
        ExecutionChecks.All.SelectMany(c => c.Decisions).ShouldAllBe(d => DecisionCatalog.Find(d) != null);
        ExecutionChecks.All.Select(c => c.Name).ShouldBeUnique();
        DecisionCatalog.All.Select(d => d.Name).ShouldBeUnique();
        DecisionCatalog.All.ShouldAllBe(d => d.Options.Contains(CheckSettings.Default.Decisions[d.Name].Default));
    }

    [Fact]
    public void A_check_that_is_off_passes_and_asks_for_nothing()
    {
        var off = Settings with { Off = [.. ExecutionChecks.All.Select(c => c.Name)] };
        ExecutionChecks.All.ShouldAllBe(c => c.Decide(Order(), CheckFacts.None, off) is CheckStep.Pass);
    }

    [Fact]
    public void A_spectrometer_that_is_not_set_as_the_file_has_it_is_told_refused_or_set_and_read_again()
    {
        var instrument = Lab.Instruments[0] with { Device = "argus" };
        var (first, detector) = (instrument.Source[0], instrument.Detectors[0]);
        var settings = new SpectrometerSettings(
            instrument.Source.ToImmutableDictionary(p => p.Name, p => p.Value + (p.Tolerance / 2)),
            instrument.Detectors.ToImmutableDictionary(d => d.Name, d => d.Deflection),
            ImmutableDictionary<string, double>.Empty, 1, 5.9, ImmutableDictionary<string, string>.Empty.Add("deflection CDD", "refused"));
        var other = settings with { Source = settings.Source.SetItem(first.Name, first.Value - (2 * first.Tolerance)), Deflections = settings.Deflections.SetItem(detector.Name, detector.Deflection + 2000) };
        var words = FormattableString.Invariant(
            $"Argus: {first.Name} is {first.Value - (2 * first.Tolerance):G6}, {first.Value:G6} stands in the laboratory's file; deflection of {detector.Name} is {detector.Deflection + 2000:G6}, {detector.Deflection:G6} stands in the laboratory's file");

        CheckStep Judge(SettingsPolicy policy, CheckFacts facts) =>
            new SpectrometerSettingsCheck().Decide(Order(Run("1")) with { Instrument = instrument with { VerifySettings = policy } }, facts, Settings);
        Judge(SettingsPolicy.Warn, CheckFacts.None).ShouldBe(new CheckStep.Need(CheckFact.SpectrometerSettings));
        Judge(SettingsPolicy.Refuse, CheckFacts.None with { Settings = settings }).ShouldBe(new CheckStep.Pass("Argus is set as lab.yaml has it; not read: deflection CDD"));
        Judge(SettingsPolicy.Warn, CheckFacts.None with { Settings = other }).ShouldBe(new CheckStep.Pass(words) { IsWarning = true });
        Judge(SettingsPolicy.Refuse, CheckFacts.None with { Settings = other }).ShouldBe(new CheckStep.Fail(words));
        Judge(SettingsPolicy.Set, CheckFacts.None with { Settings = other }).ShouldBe(new CheckStep.Need(CheckFact.SpectrometerSet));
        Judge(SettingsPolicy.Set, CheckFacts.None with { SpectrometerSet = "" }).ShouldBe(new CheckStep.Need(CheckFact.SpectrometerSettings));
        Judge(SettingsPolicy.Set, CheckFacts.None with { Settings = other, SpectrometerSet = "" }).ShouldBe(new CheckStep.Fail(words), "it was set, and is not so");
        Judge(SettingsPolicy.Set, CheckFacts.None with { Settings = settings, SpectrometerSet = "" }).ShouldBeOfType<CheckStep.Pass>().Found.ShouldContain("after it was set so");
        Judge(SettingsPolicy.Set, CheckFacts.None with { Settings = other, SpectrometerSet = "busy" }).ShouldBe(new CheckStep.Fail("Argus could not be set as lab.yaml has it: busy"));
        Judge(SettingsPolicy.Refuse, CheckFacts.None with { SettingsUnread = "gone" }).ShouldBe(new CheckStep.Fail("Argus did not tell how it is set: gone"));

        var order = Order(Run("1")) with { Instrument = instrument };
        new SpectrometerSettingsCheck().Applies(order).ShouldBeTrue();
        new SpectrometerSettingsCheck().Applies(order with { IsOverlapped = true }).ShouldBeFalse("what it is set to is the affair of the run that measures");
        new SpectrometerSettingsCheck().Applies(Order(Run("1"))).ShouldBeFalse("it is on no wire");
    }

    [Fact]
    public void A_manager_that_did_not_answer_is_named_and_the_spectrometer_is_needed_only_to_measure()
    {
        var facts = CheckFacts.None with { Managers = [new("Extraction Line"), new("Fusions CO2", "no answer within 20 s"), new("Spectrometer Argus", "gone")] };

        new ManagersCheck().Decide(Order(Run("1")), facts, Settings)
            .ShouldBe(new CheckStep.Fail("Could not connect to Fusions CO2 (no answer within 20 s); Spectrometer Argus (gone)"));
        Order(Run("1") with { MeasurementScript = "---" }, Run("2") with { Skip = true }).Measures.ShouldBeFalse();
    }

    [Fact]
    public void The_tag_of_dated_repositories_is_the_half_year_and_unknowns_go_to_the_laboratorys()
    {
        var facts = Answered(CheckFacts.None, DecisionCatalog.DatedRepositories, "yes");
        var order = Order(Run("a-01-J"), Run("bu-FC-J"), Run("c-01-J"), Run("12345"), Run("1") with { RepositoryIdentifier = "mine" });

        var pass = new DatedRepositoriesCheck().Decide(order, facts, Settings).ShouldBeOfType<CheckStep.Pass>();

        pass.Effect.ShouldBeOfType<CheckEffect.Amend>().Queues[0].Runs.Select(r => r.RepositoryIdentifier)
            .ShouldBe(["Argus_air261", "Argus_blank261", "Argus_cocktail261", "laboratory", "mine"]);
    }

    [Theory]
    [InlineData("keep", "new")]
    [InlineData("known", "old")]
    [InlineData("cancel", null)]
    public void An_identifier_with_results_elsewhere_is_a_decision(string answer, string? repository)
    {
        var facts = Answered(
            CheckFacts.None with { Repositories = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("12345", ["old"]) }, DecisionCatalog.RepositoryIdentifiers, answer);

        var step = new RepositoryIdentifiersCheck().Decide(Order(Run("12345") with { RepositoryIdentifier = "new" }), facts, Settings);

        if (repository is null)
            step.ShouldBeOfType<CheckStep.Fail>();
        else
            ((step.ShouldBeOfType<CheckStep.Pass>().Effect as CheckEffect.Amend)?.Queues[0].Runs[0].RepositoryIdentifier ?? "new").ShouldBe(repository);
    }

    [Fact]
    public void Only_a_run_that_no_blank_of_its_type_precedes_needs_one_and_it_is_matched_by_type_instrument_and_device()
    {
        var blanks = CheckFacts.None with
        {
            Blanks =
            [
                Blank("bu-FC-J-01", "blank_unknown"), Blank("bu-FC-J-02", "blank_unknown"), Blank("bu-NF-J-01", "blank_unknown", "Furnace"),
                Blank("ba-01-J-01", "blank_air", ""), Blank("bu-FC-F-09", "blank_unknown", instrument: "Felix"),
            ],
        };
        var check = new PrecedingBlankCheck();

        check.Decide(Order(Run("bu-FC-J"), Run("12345")), CheckFacts.None, Settings).ShouldBeOfType<CheckStep.Pass>();
        check.Decide(Order(Run("12345")), CheckFacts.None, Settings).ShouldBe(new CheckStep.Need(CheckFact.Registry));

        var question = check.Decide(Order(Run("12345"), Run("bu-FC-J")), blanks, Settings).ShouldBeOfType<CheckStep.Ask>().Question;
        question.Text.ShouldContain("bu-FC-J-02");
        question.Options.ShouldBe(["yes", "choose", "cancel"]);
        question.Takes("bu-NF-J-01").ShouldBeTrue();
        question.Takes("bu-FC-F-09").ShouldBeFalse();

        check.Decide(Order(Run("a-01-J")), blanks, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Text.ShouldContain("ba-01-J-01");
        check.Decide(Order(Run("c-01-J")), blanks, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Name.ShouldBe("missing-blank");
    }

    [Fact]
    public void A_queue_that_begins_with_a_blank_is_asked_about_an_unknown_that_none_of_them_corrects()
    {
        var blanks = CheckFacts.None with { Blanks = [Blank("bu-FC-J-02", "blank_unknown"), Blank("bu-NF-J-01", "blank_unknown", "NMGRL Furnace")] };
        var check = new PrecedingBlankCheck();

        check.Decide(Order(Run("ba-01-J"), Run("a-01-J"), Run("12345")), blanks, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Text.ShouldContain("bu-FC-J-02");
        check.Decide(Order(Run("bu-NF-J", "NMGRL Furnace"), Run("12345")), blanks, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Text.ShouldContain("bu-FC-J-02");
        check.Decide(Order(Run("bu-FC-J"), Run("12345"), Run("64102", "NMGRL Furnace")), blanks, Settings)
            .ShouldBeOfType<CheckStep.Ask>().Question.Text.ShouldContain("bu-NF-J-01");
        check.Decide(Order(Run("bu-FC-J"), Run("a-01-J"), Run("c-01-J"), Run("12345")), CheckFacts.None, Settings).ShouldBeOfType<CheckStep.Pass>();
    }

    [Fact]
    public void A_simulated_blank_is_said_to_be_one_before_it_corrects_a_run()
    {
        string Asked(BlankMeasured blank) => new PrecedingBlankCheck().Decide(Order(Run("12345")), CheckFacts.None with { Blanks = [blank] }, Settings)
            .ShouldBeOfType<CheckStep.Ask>().Question.Text;

        Asked(Blank("bu-FC-J-02", "blank_unknown") with { Simulated = true }).ShouldContain("corrected by bu-FC-J-02 (simulated) of");
        Asked(Blank("bu-FC-J-02", "blank_unknown")).ShouldContain("corrected by bu-FC-J-02 of");
    }

    [Fact]
    public void Choosing_a_blank_asks_which_and_takes_its_run_id()
    {
        var facts = Answered(CheckFacts.None with { Blanks = [Blank("bu-FC-J-01", "blank_unknown"), Blank("bu-FC-J-02", "blank_unknown")] }, "preceding-blank", "choose");
        var check = new PrecedingBlankCheck();

        check.Decide(Order(Run("12345")), facts, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Options.ShouldBe(["bu-FC-J-01", "bu-FC-J-02", "cancel"]);
        check.Decide(Order(Run("12345")), Answered(facts, "choose-blank", "bu-FC-J-01"), Settings).ShouldBeOfType<CheckStep.Pass>()
            .Effect.ShouldBe(new CheckEffect.UseBlank("bu-FC-J-01", "unknown", "Fusions CO2"));
    }

    [Fact]
    public void Steps_of_one_aliquot_are_compared_by_step()
    {
        var run = Run("12345") with { UserDefinedAliquot = 1 };
        var facts = CheckFacts.None with { SecondaryStore = new("shared", ""), Registry = new(4, 1), Secondary = new(1, 2) };

        new FirstAliquotCheck().Decide(Order(run), facts, Settings).ShouldBeOfType<CheckStep.Ask>().Question.Text
            .ShouldBe("The stores disagree: of 12345-01 this node has step B, shared has C. Go on with 12345-01D?");
        new FirstAliquotCheck().Decide(Order(run), facts with { Secondary = new(1, 1) }, Settings).ShouldBeOfType<CheckStep.Pass>();
    }

    [Theory]
    [InlineData("pressure Bone/Ion Gauge > 1e-5", 2e-5, true)]
    [InlineData("pressure Bone/Ion Gauge > 1e-5", 1e-5, false)]
    [InlineData("output Fusions CO2 < 3", 2.9, true)]
    public void A_rule_of_the_monitor_trips_beyond_its_limit(string text, double value, bool trips)
    {
        var rule = MonitorRule.Parse(text, out var problem).ShouldNotBeNull(problem);
        rule.TripsAt(value).ShouldBe(trips);
    }

    [Fact]
    public void A_rule_about_something_that_the_laboratory_does_not_have_refuses()
    {
        var rules = ImmutableArray.Create(MonitorRule.Parse("output Maser > 1", out _)!);
        new RunMonitorCheck().Decide(Order(Run("1")), CheckFacts.None, Settings with { MonitorRules = rules })
            .ShouldBeOfType<CheckStep.Fail>().Reason.ShouldContain("has no extraction device 'Maser'");
    }
}
