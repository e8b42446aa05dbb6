using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Console.View;

/// <summary>Folds leases: what a run waits for. Holders that are not runs that were seen are left out.</summary>
internal static class LeaseFold
{
    private const string Key = "lease";

    public static LabView Apply(LabView view, IJournalEvent journalEvent) => journalEvent switch
    {
        LeaseRequested e when view.Run(e.Holder.Id) is not null => view.WithRun(
            e.Holder.Id,
            run => run.With(Key, new ActivityView(ActivityRank.Waiting, $"waiting for {string.Join(", ", e.Resources)}", e.At))),
        LeaseGranted e when view.Run(e.Holder.Id) is not null => view.WithRun(e.Holder.Id, run => run.Without(Key)),
        LeaseWithdrawn e when view.Run(e.Holder.Id) is not null => view.WithRun(e.Holder.Id, run => run.Without(Key)),
        _ => view,
    };
}
