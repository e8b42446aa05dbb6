using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Console.View;

/// <summary>Folds the extraction line's events.</summary>
internal static class LineFold
{
    public static LabView Apply(LabView view, IJournalEvent journalEvent) => journalEvent switch
    {
        ValveActuationRequested e => With(view, e.Valve, valve => valve with { State = "moving" }),
        ValveActuated e => With(view, e.Valve, valve => valve with
        {
            State = e.Open ? "open" : "closed",
            MovedAt = e.Changed ? e.At : valve.MovedAt,
            Simulated = e.Simulated,
        }),
        ValveActuationFailed e => With(view, e.Valve, valve => valve with { State = "unknown", Simulated = false })
            .Note(e.At, $"valve {e.Valve}", "error", $"did not {(e.Open ? "open" : "close")}: {e.Reason}"),
        ValveObserved e => With(view, e.Valve, valve => valve with { State = e.State, Simulated = e.Simulated }),
        ValveLocked e => With(view, e.Valve, valve => valve with { Locked = true })
            .Note(e.At, $"valve {e.Valve}", "info", $"locked by {e.By}: {e.Why}"),
        ValveUnlocked e => With(view, e.Valve, valve => valve with { Locked = false })
            .Note(e.At, $"valve {e.Valve}", "info", $"unlocked by {e.By}: {e.Why}"),
        _ => view,
    };

    private static LabView With(LabView view, string name, Func<ValveView, ValveView> change) => view with
    {
        Valves = view.Valves.SetItem(name, change(view.Valves.GetValueOrDefault(name, new ValveView(name, "unknown", null, false)))),
    };
}
