using System.Collections.Immutable;
using LabActors.Actors.Operators;
using LabActors.Console.View;
using LabActors.Core.Execution;

namespace LabActors.Console.FullScreen;

/// <summary>What of the view a person can point at.</summary>
internal static class Selection
{
    /// <summary>The queue that is acted on: the first that has not ended; null when there is none.</summary>
    public static QueueView? Queue(LabView view) => view.Queues.Find(queue => !queue.HasEnded);

    /// <summary>The queue that is shown: that which is acted on, else the last.</summary>
    public static QueueView? Shown(LabView view) => Queue(view) ?? (view.Queues.IsEmpty ? null : view.Queues[^1]);

    /// <summary>Rows of the queue that is shown, in their order.</summary>
    public static ImmutableArray<QueueRow> Rows(LabView view) => [.. Shown(view)?.Progress?.Rows ?? []];

    /// <summary>The selected row: the next that waits where none is selected; null without a row.</summary>
    public static QueueRow? Row(LabView view, UiState ui) =>
        Shown(view)?.Progress is not { } queue ? null
        : queue.FindRow(ui.Row) ?? (queue.Waiting.IsEmpty ? queue.Started.IsEmpty ? null : queue.Row(queue.Started[^1]) : queue.Row(queue.Waiting[0]));

    /// <summary>The selected valve: the first where none is selected; null without a valve.</summary>
    public static string? Valve(ImmutableArray<OperatorProtocol.LineJoin> line, UiState ui) =>
        line.FirstOrDefault(join => join.Valve == ui.Valve)?.Valve ?? line.FirstOrDefault()?.Valve;

    /// <summary>The run that is furthest, in words; empty when none is in flight.</summary>
    public static string Furthest(LabView view) => view.Runs.Find(run => run.IsInFlight)?.RunId ?? "";
}
