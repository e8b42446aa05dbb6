using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Durations;
using LabActors.Actors.Persistence;
using LabActors.Core.Durations;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Node.Durations;

/// <summary>
/// Keeps what runs taught in its file, after each run that taught something. Receives the node's events, journals nothing, lives as long as the node. A file that
/// cannot be written is told in the log and written after the next run.
/// </summary>
internal sealed class DurationsKeeper : ReceiveActor
{
    private LearnedDurations _kept;

    public DurationsKeeper(DurationsFile file, RunEstimates estimates)
    {
        _kept = estimates.Learned;
        var log = Context.GetLogger();
        Receive<JournaledEvent>(e =>
        {
            if (e.Event is not RunFinished || ReferenceEquals(_kept, estimates.Learned))
                return;
            try
            {
                var learned = estimates.Learned;
                file.Save(learned);
                _kept = learned;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                log.Warning("The learned durations were not written to {0}: {1}", file.Path, cause.Message);
            }
        });
    }

    public static Props Props(DurationsFile file, RunEstimates estimates) =>
        Akka.Actor.Props.Create(() => new DurationsKeeper(file, estimates)).WithDispatcher("labactors.dispatchers.blocking-io");

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
}
