using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <content>Equilibrations, and the pumping of the line by the post-equilibration script that an inlet's closing begins.</content>
public sealed partial class RunActor
{
    private const string PostEquilibration = "post_equilibration";
    private readonly HashSet<IActorRef> _equilibrations = [];
    private CommandProtocol.CommandKey? _waitsForPostEquilibration;

    /// <summary>From the start of its process on, whether the journal has that or not.</summary>
    private bool PumpsOut => _scripts.ContainsKey(ScriptKind.PostEquilibration) && !_over.Contains(ScriptKind.PostEquilibration);

    private void InletClosed(EquilibrationActor.Closed closed)
    {
        _equilibrations.Remove(Sender);
        Write(closed.Fact is { } fact ? [fact] : [], () =>
        {
            if (_ending is null && closed.PostEquilibration)
                StartPostEquilibration();
            FreeLineIfDone();
            SaveIfDone();
        });
    }

    private void EquilibrationFailed(EquilibrationActor.Failed failed)
    {
        _equilibrations.Remove(Sender);
        WriteSoon([new MeasurementEvents.EquilibrationFailed(Now, failed.Reason)]);
        if (failed.Pending && _commands.Remove(failed.Command))
            Refuse(failed.Command, failed.Reason);
        BeginEnding(new RunEnding("canceled", failed.Reason, EndsQueue: true, PostEquilibration: false), "equilibration");
    }

    /// <summary>Pumps the line, at most once a run.</summary>
    private bool StartPostEquilibration()
    {
        if (_undecided || !_loaded!.Documents.ContainsKey(ScriptKind.PostEquilibration) || _scripts.ContainsKey(ScriptKind.PostEquilibration) || _run.HasStarted(PostEquilibration))
            return false;
        StartScript(ScriptKind.PostEquilibration);
        return true;
    }

    private void PostEquilibrationOver(string? failure)
    {
        if (failure is not null)
        {
            // A line that was not pumped spoils the gas of the next run, never this one's.
            Note("warning", $"{failure}; the queue ends after this run");
            Context.Parent.Tell(new RunProtocol.EndQueueAfterThis(_order.RunUuid, failure));
        }

        if (_waitsForPostEquilibration is { } key)
        {
            _waitsForPostEquilibration = null;
            Answer(key, Json.Null, []);
        }

        if (_ending is not null)
        {
            ContinueEnding();
            return;
        }

        FreeLineIfDone();
        SaveIfDone();
    }
}
