using Akka.Actor;
using Akka.Persistence.Journal;
using LabActors.Core.Journal;

namespace LabActors.Node.Torture;

/// <summary>Sits in the journal and tells the recorder of each event before it is written; the event goes on as it is.</summary>
internal sealed class RecordingAdapter(ExtendedActorSystem system) : IWriteEventAdapter
{
    private readonly CutRecorder _recorder = system.Settings.Setup.Get<CutRecorder.Given>().Value.Recorder;

    public string Manifest(object @event) => "";

    public object ToJournal(object @event)
    {
        if (@event is IJournalEvent journaled)
            _recorder.Writes(journaled);
        return @event;
    }
}
