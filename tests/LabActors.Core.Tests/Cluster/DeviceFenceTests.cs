using FsCheck.Xunit;
using LabActors.Core.Cluster;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Core.Tests.Cluster;

public sealed class DeviceFenceTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_newer_token_raises_the_fence_and_an_older_one_is_refused_by_name()
    {
        var fence = DeviceFence.Open;
        var raised = fence.Judge("line:bone", 7, makesSafe: false, "a-01-J-01 on felix", At, out var refusal);
        refusal.ShouldBeEmpty();
        raised.ShouldBe([new FenceRaised(At, "line:bone", 7, "a-01-J-01 on felix commands under it")]);
        fence = fence.Apply(raised[0]);

        fence.Judge("line:bone", 7, makesSafe: false, "a-01-J-01 on felix", At, out refusal).ShouldBeEmpty("it is there already");
        refusal.ShouldBeEmpty();
        fence.Judge("line:bone", 6, makesSafe: false, "b-01-J-01 on jan", At, out refusal).ShouldBeEmpty();
        refusal.ShouldBe("the lease of line:bone has moved on: b-01-J-01 on jan commands under token 6, and 7 is the least that is let through");
        fence.Judge("device:CO2", 6, makesSafe: false, "b-01-J-01 on jan", At, out refusal).ShouldHaveSingleItem();
        refusal.ShouldBeEmpty("another thing has a fence of its own");
    }

    [Fact]
    public void Who_has_no_lease_may_close_and_switch_off_and_nothing_else()
    {
        DeviceFence.Open.Judge("line:bone", 0, makesSafe: false, "jan", At, out var refusal).ShouldBeEmpty();
        refusal.ShouldBe("jan commands line:bone without a lease");
        DeviceFence.Open.Judge("line:bone", 0, makesSafe: true, "jan", At, out refusal).ShouldBeEmpty();
        refusal.ShouldBeEmpty();
    }

    /// <summary>A command under a token, or a raise of the fence to it.</summary>
    public sealed record Step(bool Raises, int Resource, int Token, bool MakesSafe);

    [Property(MaxTest = 300)]
    public void Whatever_comes_in_whichever_order_nothing_is_let_through_that_is_older_than_what_was(Step[] steps)
    {
        var fence = DeviceFence.Open;
        var newest = new Dictionary<string, long>();
        foreach (var step in steps)
        {
            var resource = $"line:{step.Resource % 3}";
            var before = newest.GetValueOrDefault(resource);
            var refusal = "";
            var facts = step.Raises ? fence.Raise(resource, step.Token, "moved on", At) : fence.Judge(resource, step.Token, step.MakesSafe, "run", At, out refusal);
            if (!step.Raises)
                (refusal.Length == 0).ShouldBe(step.MakesSafe || (step.Token > 0 && step.Token >= before));
            if (step.Raises || (refusal.Length == 0 && step.Token > 0))
                newest[resource] = Math.Max(before, step.Token);
            fence = facts.Aggregate(fence, (f, fact) => f.Apply(fact));
            foreach (var (name, token) in newest)
                fence.Least.GetValueOrDefault(name).ShouldBe(token);
        }
    }
}
