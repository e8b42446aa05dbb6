using System.Globalization;
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
        ValveObserved { State: "fault" } e => With(view, e.Valve, valve => valve with { State = e.State, Simulated = e.Simulated })
            .Note(e.At, $"valve {e.Valve}", "error", $"is at fault: {e.Why}"),
        ValveObserved e => With(view, e.Valve, valve => valve with { State = e.State, Simulated = e.Simulated }),
        ValveLocked e => With(view, e.Valve, valve => valve with { Locked = true })
            .Note(e.At, $"valve {e.Valve}", "info", $"locked by {e.By}: {e.Why}"),
        ValveUnlocked e => With(view, e.Valve, valve => valve with { Locked = false })
            .Note(e.At, $"valve {e.Valve}", "info", $"unlocked by {e.By}: {e.Why}"),
        ValveDisabled e => With(view, e.Valve, valve => valve with { Disabled = true })
            .Note(e.At, $"valve {e.Valve}", "warning", $"disabled by {e.By}: {e.Why}"),
        ValveEnabled e => With(view, e.Valve, valve => valve with { Disabled = false })
            .Note(e.At, $"valve {e.Valve}", "info", $"enabled by {e.By}: {e.Why}"),
        ChildDidNotFollow e => view.Note(e.At, $"valve {e.Child}", "error", $"did not follow {e.Valve}: {e.Reason}"),
        ValveSequenceEnded { Reason.Length: > 0 } e => view.Note(e.At, $"valve {e.Valve}", "error", string.Create(CultureInfo.InvariantCulture, $"opened and closed {e.Done} of {e.Times} times: {e.Reason}")),
        _ => view,
    };

    private static LabView With(LabView view, string name, Func<ValveView, ValveView> change) => view with
    {
        Valves = view.Valves.SetItem(name, change(view.Valves.GetValueOrDefault(name, new ValveView(name, "unknown", null, false)))),
    };
}
