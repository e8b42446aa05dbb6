using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <summary>A paused queue holds a run whose extraction has not begun: nothing has been done to its sample yet. Waits of scripts are ended, held and let go one by one.</summary>
public sealed partial class RunActor
{
    private string _heldBy = "";
    private bool _waitsToExtract;

    private void ReceivePauses()
    {
        Command<RunProtocol.HoldBeforeExtraction>(hold => _heldBy = hold.By);
        Command<RunProtocol.GoOn>(_ => GoOn());
        Command<RunProtocol.ContinueWait>(c => TellWait("continue", new WaitActor.Continue(c.By)));
        Command<RunProtocol.PauseWait>(p => TellWait("pause", new WaitActor.Pause(p.By)));
        Command<RunProtocol.UnpauseWait>(u => TellWait("resume", new WaitActor.Unpause(u.By)));
    }

    /// <summary>The wait of the run's step goes before that of its pump-out.</summary>
    private void TellWait(string word, object message)
    {
        var waits = _commands.Keys.Where(k => CommandResumes.Of(RecordOf(k).Request.Name) == CommandResume.WaitOn)
            .OrderBy(k => k.Kind == ScriptKind.PostEquilibration).ThenByDescending(k => k.Seq).FirstOrDefault();
        if (waits is null)
        {
            Sender.Tell(new QueueProtocol.Refused(word, "no delay and no script's wait is under way"));
            return;
        }

        _commands[waits].Tell(message);
        Sender.Tell(new QueueProtocol.Accepted(word));
    }

    private void BeginExtraction()
    {
        _waitsToExtract = _heldBy.Length > 0;
        if (_waitsToExtract)
        {
            Note("info", $"holds before its extraction: the queue was paused by {_heldBy}");
            return;
        }

        TestBefore("extraction", () =>
        {
            StartStep(ScriptKind.Extraction, "extraction");
            StartSyn();
        });
    }

    private void GoOn()
    {
        _heldBy = "";
        if (_waitsToExtract)
            BeginExtraction();
    }
}
