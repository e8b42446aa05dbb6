using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Actors.Execution;

/// <summary>The actions of conditionals: a piece of script that runs inside the command that measures.</summary>
public sealed partial class RunActor
{
    private ActionUnderWay? _action;

    /// <summary>A piece of script runs inside the command that measures, with all of the script's commands; the series waits for it.</summary>
    private void StartAction(Conditional conditional, IActorRef acquisition, string why, Action go)
    {
        _action = new ActionUnderWay(conditional, acquisition, why, go);
        if (conditional.Action.Length == 0)
        {
            ActionOver();
            return;
        }

        var waits = _scripts.TryGetValue(ScriptKind.Measurement, out var script)
            && _run.Scripts.GetValueOrDefault(ScriptKind.Measurement.Folder()) is { Open.IsEmpty: false };
        if (!waits)
            ActionEnded("the measurement script is not waiting for a command that it could run in");
        else if (_recalled)
            _recalled = false;
        else if (Handle(conditional.Action) is { } handle)
            CallBack(PendingOf(ScriptKind.Measurement), handle, [], "");
        else
            CallBack(PendingOf(ScriptKind.Measurement), 0, [], conditional.Action);
    }

    /// <summary>A function that the script gave to <c>add_action</c>; null for a text.</summary>
    private static long? Handle(string action)
    {
        if (!action.StartsWith("{\"$callable\"", StringComparison.Ordinal))
            return null;
        using var json = System.Text.Json.JsonDocument.Parse(action);
        return json.RootElement.GetProperty("$callable").GetInt64();
    }

    private bool IsOfAction(ScriptProtocol.CallBackResult result) =>
        _action is { } action && result.Kind == ScriptKind.Measurement && Handle(action.Conditional.Action) == result.Handle;

    private void ActionEnded(string error, params ImmutableArray<IJournalEvent> cameBack) =>
        Write([.. cameBack, new ConditionalActionEnded(Now, _action!.Conditional.Id, error)], ActionOver);

    private void ActionOver()
    {
        var action = _action!;
        _action = null;
        if (!action.Conditional.Resume)
            action.Acquisition.Tell(new CollectorProtocol.Stop(action.Why));
        action.Go();
    }

    private sealed record ActionUnderWay(Conditional Conditional, IActorRef Acquisition, string Why, Action Go);
}
