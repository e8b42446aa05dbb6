using LabActors.Console.Torture;

namespace LabActors.Console.Tests;

/// <summary>What a torture of several nodes does, is drawn.</summary>
public sealed class FaultPlanTests
{
    [Fact]
    public void A_seed_draws_the_same_again_and_each_trial_is_another()
    {
        FaultPlan.Draw(7, 3, network: true).ShouldBe(FaultPlan.Draw(7, 3, network: true));
        FaultPlan.Draw(7, 4, network: true).ShouldNotBe(FaultPlan.Draw(7, 3, network: true));
    }

    [Fact]
    public void Everything_that_can_happen_happens_to_every_kind_of_node_in_good_time()
    {
        var drawn = Enumerable.Range(1, 400).Select(trial => FaultPlan.Draw(1, trial, network: true)).ToArray();
        var faults = drawn.SelectMany(plan => plan).ToArray();
        faults.Select(fault => (fault.Kind, fault.Target)).Distinct().Count().ShouldBe(Enum.GetValues<FaultKind>().Length * Enum.GetValues<FaultTarget>().Length);
        faults.ShouldAllBe(fault => fault.At < TimeSpan.FromSeconds(15) && fault.Lasts <= TimeSpan.FromSeconds(20));
        drawn.ShouldAllBe(plan => plan.Zip(plan.Skip(1)).All(pair => pair.Item1.At <= pair.Item2.At));
    }

    [Fact]
    public void Without_a_network_that_can_be_cut_nodes_are_killed_and_stopped() =>
        Enumerable.Range(1, 50).SelectMany(trial => FaultPlan.Draw(1, trial, network: false)).Select(fault => fault.Kind).Distinct().Order().ShouldBe([FaultKind.Kill, FaultKind.Stop]);
}
