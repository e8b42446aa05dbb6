using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Tests.Execution;

public sealed class RunRegistryTests
{
    private static readonly ImmutableDictionary<string, Quantity> Blank = ImmutableDictionary<string, Quantity>.Empty.Add("Ar40", new(5, 0.1));
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static RunRegistry Spent(RunRegistry registry, string uuid, string identifier, int aliquot, int step = -1) => registry
        .Apply(new AliquotReserved(Start, identifier, aliquot, step, uuid))
        .Apply(new AliquotSpent(Start, uuid));

    [Fact]
    public void Fusions_get_the_next_aliquots()
    {
        var registry = Spent(RunRegistry.Empty, "old", "12345", 2);

        var first = registry.Reserve(Start, "a", "12345", 0, false);
        var second = registry.Apply(first).Reserve(Start, "b", "12345", 0, false);

        (first.Aliquot, second.Aliquot).ShouldBe((3, 4));
    }

    [Fact]
    public void Steps_of_one_aliquot_go_on_though_the_one_before_is_not_saved_yet()
    {
        var registry = Spent(RunRegistry.Empty, "old", "12345", 1, step: 1);

        var c = registry.Reserve(Start, "c", "12345", 1, true);
        var d = registry.Apply(c).Reserve(Start, "d", "12345", 1, true);

        (c.Aliquot, c.Step, d.Aliquot, d.Step).ShouldBe((1, 2, 1, 3));
    }

    [Fact]
    public void A_number_that_was_not_spent_is_given_again_and_a_spent_one_never()
    {
        var registry = RunRegistry.Empty;
        var first = registry.Reserve(Start, "a", "12345", 0, false);

        registry.Apply(first).Apply(new AliquotReturned(Start, "a")).Reserve(Start, "b", "12345", 0, false).Aliquot.ShouldBe(1);
        registry.Apply(first).Apply(new AliquotSpent(Start, "a")).Apply(new AliquotReturned(Start, "a"))
            .Reserve(Start, "b", "12345", 0, false).Aliquot.ShouldBe(2);
    }

    [Fact]
    public void A_run_that_asks_twice_keeps_its_number()
    {
        var reserved = RunRegistry.Empty.Reserve(Start, "a", "12345", 0, false);

        RunRegistry.Empty.Apply(reserved).Reserve(Start.AddDays(1), "a", "12345", 0, false).ShouldBe(reserved);
    }

    [Fact]
    public void A_run_gets_the_values_of_its_blank_and_the_newest_baselines_of_its_instrument()
    {
        var registry = RunRegistry.Empty
            .Apply(new BlankMeasured(Start, "1", "bu-FC-J-01", "blank_unknown", "Argus", "Fusions CO2", Blank))
            .Apply(new BlankMeasured(Start, "2", "ba-01-J-01", "blank_air", "Argus", "", Blank.SetItem("Ar40", new(99, 1))))
            .Apply(new BaselinesMeasured(Start, "1", "bu-FC-J-01", "Argus", Blank))
            .Apply(new BaselinesMeasured(Start, "3", "24701-01", "Argus", Blank.SetItem("Ar40", new(7, 1))));

        var earlier = registry.CarriedOver("unknown", "Argus", "Fusions CO2", simulated: false);

        earlier.Blank!.Isotopes["Ar40"].ShouldBe(new Quantity(5, 0.1));
        (earlier.Blank.RunUuid, earlier.Blank.RunId, earlier.Blank.MeasuredAt).ShouldBe(("1", "bu-FC-J-01", Start));
        (earlier.Baselines!.RunId, earlier.Baselines.Detectors["Ar40"].Value).ShouldBe(("24701-01", 7));
        registry.CarriedOver("blank_unknown", "Other", "", simulated: false).ShouldBe(CarriedOver.Nothing);
    }

    [Fact]
    public void The_preceding_blank_is_the_last_of_the_matching_kind_and_for_unknowns_of_the_same_device()
    {
        var registry = RunRegistry.Empty
            .Apply(new BlankMeasured(Start, "1", "bu-FC-J-01", "blank_unknown", "Argus", "Fusions CO2", Blank))
            .Apply(new BlankMeasured(Start, "2", "bu-FC-J-02", "blank_unknown", "Argus", "Fusions CO2", Blank))
            .Apply(new BlankMeasured(Start, "3", "bu-NF-J-01", "blank_unknown", "Argus", "NMGRL Furnace", Blank))
            .Apply(new BlankMeasured(Start, "4", "ba-01-J-01", "blank_air", "Argus", "", Blank));

        registry.PrecedingBlank("unknown", "Argus", "Fusions CO2", simulated: false)!.RunId.ShouldBe("bu-FC-J-02");
        registry.PrecedingBlank("air", "Argus", "Fusions CO2", simulated: false)!.RunId.ShouldBe("ba-01-J-01");
        registry.PrecedingBlank("cocktail", "Argus", "Fusions CO2", simulated: false).ShouldBeNull();
        registry.PrecedingBlank("unknown", "Other", "Fusions CO2", simulated: false).ShouldBeNull();
        registry.PrecedingBlank("blank_unknown", "Argus", "Fusions CO2", simulated: false).ShouldBeNull();
    }

    [Fact]
    public void What_was_simulated_never_corrects_a_run_on_real_devices()
    {
        var registry = RunRegistry.Empty
            .Apply(new BlankMeasured(Start, "1", "bu-FC-J-01", "blank_unknown", "Argus", "Fusions CO2", Blank))
            .Apply(new BlankMeasured(Start, "2", "bu-FC-J-02", "blank_unknown", "Argus", "Fusions CO2", Blank, Simulated: true))
            .Apply(new BaselinesMeasured(Start, "1", "bu-FC-J-01", "Argus", Blank))
            .Apply(new BaselinesMeasured(Start, "2", "bu-FC-J-02", "Argus", Blank, Simulated: true));

        var real = registry.CarriedOver("unknown", "Argus", "Fusions CO2", simulated: false);
        (real.Blank!.RunId, real.Baselines!.RunId).ShouldBe(("bu-FC-J-01", "bu-FC-J-01"));
        var rehearsed = registry.CarriedOver("unknown", "Argus", "Fusions CO2", simulated: true);
        (rehearsed.Blank!.RunId, rehearsed.Baselines!.RunId).ShouldBe(("bu-FC-J-02", "bu-FC-J-02"));
    }
}
