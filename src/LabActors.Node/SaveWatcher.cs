using Akka.Actor;
using LabActors.Actors.Results;

namespace LabActors.Node;

/// <summary>Completes a task when a run is in the results database, however often saving has to be tried; an edge between actors and awaiting code. Dies then.</summary>
internal sealed class SaveWatcher : ReceiveActor
{
    private readonly IActorRef _results;
    private readonly string _runUuid;

    public SaveWatcher(IActorRef results, string runUuid, TaskCompletionSource<RunSummary> saved)
    {
        (_results, _runUuid) = (results, runUuid);
        Receive<ResultsProtocol.RunNotYetSaved>(_ => { });
        Receive<ResultsProtocol.RunSaved>(s =>
        {
            saved.TrySetResult(s.Summary);
            Context.Stop(Self);
        });
        Receive<ResultsProtocol.RunNotSaved>(s =>
        {
            saved.TrySetException(new RunNotSavedException(s.RunUuid, s.Reason));
            Context.Stop(Self);
        });
    }

    public static Props Props(IActorRef results, string runUuid, TaskCompletionSource<RunSummary> saved) =>
        Akka.Actor.Props.Create(() => new SaveWatcher(results, runUuid, saved));

    protected override void PreStart() => _results.Tell(new ResultsProtocol.WhenSaved(_runUuid));
}
