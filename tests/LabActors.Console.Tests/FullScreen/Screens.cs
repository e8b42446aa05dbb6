using System.Collections.Immutable;
using LabActors.Actors.Operators;
using LabActors.Console.FullScreen;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>The full screen in the middle of a made-up queue: one run measures, the next one extracts, and a third waits for the line.</summary>
internal static class Screens
{
    private const string Measures = "24701-01";

    public static ImmutableArray<OperatorProtocol.LineJoin> Line { get; } =
    [
        new("A", "bone", "laser-stage"), new("B", "bone", "furnace"), new("C", "bone", "turbo-manifold"), new("D", "bone", "getter-gp50"), new("E", "bone", "minibone"),
        new("F", "minibone", "getter-np10"), new("G", "minibone", "turbo-manifold"), new("R", "minibone", "spectrometer"), new("O", "spectrometer", "ion-pump"),
    ];

    public static ScreenState Measuring(UiState ui, bool unicode = true)
    {
        var history = Happened();
        return new ScreenState(
            history.View,
            DemoLaboratory.Description,
            history.Now,
            ui,
            "anna, engineer, at argus",
            Line,
            ["bone             1.24E-08 Torr   bone_micro_ion_controller IG (simulated)", "spectrometer     6.02E-09 Torr   spectrometer_gauge IG (simulated)"],
            unicode);
    }

    public static History Happened()
    {
        var history = History.MiddleOfTheDemo()
            .Say("extraction-line", new LineEvents.ValveObserved(History.Start, "O", "closed", "read at the start"))
            .Say("extraction-line", new LineEvents.ValveObserved(History.Start, "G", "unknown", "it did not answer"))
            .Say("extraction-line", new LineEvents.ValveObserved(History.Start, "D", "open", "read at the start"))
            .Say("extraction-line", new LineEvents.ValveLocked(History.Start, "C", "bert@north", "being mended"));
        var (measures, extracts) = (Holder(Measures), Holder("24701-02"));
        history
            .Say("leases", new LeaseEvents.LeaseGranted(History.Start, measures, ["spectrometer:Argus"], 4))
            .Say("leases", new LeaseEvents.LeaseGranted(History.Start, extracts, ["section:bone", "device:Fusions CO2"], 5))
            .Say("leases", new LeaseEvents.LeaseRequested(history.Now, extracts, ["spectrometer:Argus"], "measurement"));
        for (var count = 74; count <= 105; count++)
        {
            // As gas that is slowly pumped away, with a scatter that is the same every time.
            var (decay, scatter) = (Math.Exp(-0.0012 * count), Math.Sin(count * 12.9898));
            history.Wait(1).Read(
                Measures,
                2,
                count,
                ("H1", (5000 * decay) + (4 * scatter)),
                ("AX", (340 * decay) + (0.9 * Math.Sin(count * 78.233))),
                ("L1", 1.9 + (0.02 * Math.Cos(count * 4.1))),
                ("L2", 0.41 + (0.01 * Math.Sin(count * 2.7))),
                ("CDD", 0.98 + (0.004 * scatter)));
        }

        history.Say(History.Queue, new QueueEvents.QueueEdited(history.Now, 1, "bert@north", "wrong tray", "r5: skipped", [], [], [], [], null));
        return history
            .Say("operators", new OperatorEvents.ConsoleAttached(history.Now, "s2", "anna", "engineer", "127.0.0.1", "screen"))
            .Say(History.Queue, new QueueEvents.FinishEstimated(history.Now, history.Now.AddMinutes(52), 2, [new("r3", 230), new("r4", 1500), new("r5", 52 * 60)]));
    }

    public static DecisionEvents.DecisionAsked Question(DateTimeOffset at) =>
        new(at, "resume-run-1", "resume-run", "24701-01 was cut off while it measured; what is to become of it?", ["resume", "fail"], "fail", 600, "queue");

    private static LeaseEvents.LeaseHolder Holder(string runId) => new(History.Uuid(runId), runId);
}
