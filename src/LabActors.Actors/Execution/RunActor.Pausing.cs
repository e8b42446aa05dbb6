using LabActors.Core.Scripts;

namespace LabActors.Actors.Execution;

/// <summary>A paused queue holds a run whose extraction has not begun: nothing has been done to its sample yet.</summary>
public sealed partial class RunActor
{
    private string _heldBy = "";
    private bool _waitsToExtract;

    private void ReceivePauses()
    {
        Command<RunProtocol.HoldBeforeExtraction>(hold => _heldBy = hold.By);
        Command<RunProtocol.GoOn>(_ => GoOn());
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
