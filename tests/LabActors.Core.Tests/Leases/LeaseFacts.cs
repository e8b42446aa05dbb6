using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Leases;

/// <summary>What must be true of the facts of any lease authority, whatever was asked of it.</summary>
internal static class LeaseFacts
{
    /// <summary>A resource never has two holders, only its holder loses it, and tokens only grow.</summary>
    public static void ShouldHaveOneHolder(IEnumerable<IJournalEvent> facts)
    {
        var held = new Dictionary<string, string>();
        long last = 0;
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case LeaseGranted g:
                    g.Token.ShouldBeGreaterThan(last);
                    last = g.Token;
                    foreach (var r in g.Resources)
                    {
                        held.GetValueOrDefault(r, g.Holder.Id).ShouldBe(g.Holder.Id);
                        held[r] = g.Holder.Id;
                    }

                    break;
                case LeaseReleased r:
                    Lose(held, r.Holder, r.Resources);
                    break;
                case LeaseExpired e:
                    Lose(held, e.Holder, e.Resources);
                    break;
            }
        }
    }

    /// <summary>Whoever wants the same thing gets it in the order of asking.</summary>
    public static void ShouldKeepTheOrder(IEnumerable<IJournalEvent> facts)
    {
        var queue = new List<LeaseRequested>();
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case LeaseRequested q:
                    queue.Add(q);
                    break;
                case LeaseWithdrawn w:
                    queue.RemoveAll(q => q.Holder.Id == w.Holder.Id);
                    break;
                case LeaseGranted g:
                    var mine = queue.FindIndex(q => q.Holder.Id == g.Holder.Id && q.Resources.SequenceEqual(g.Resources));
                    mine.ShouldBeGreaterThanOrEqualTo(0);
                    queue.Take(mine)
                        .Where(q => q.Holder.Id != g.Holder.Id && q.Resources.Intersect(g.Resources).Any())
                        .ShouldBeEmpty();
                    queue.RemoveAt(mine);
                    break;
            }
        }
    }

    private static void Lose(Dictionary<string, string> held, LeaseHolder holder, ImmutableArray<string> resources)
    {
        resources.ShouldAllBe(r => held[r] == holder.Id);
        resources.ToList().ForEach(r => held.Remove(r));
    }
}
