using Akka.Actor;
using Akka.Actor.Setup;
using LabActors.Actors.Exports;
using LabActors.Actors.Results;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Exports;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node.Archive;

/// <summary>The outbox of a data folder's exports, looked at and tried without a node.</summary>
/// <param name="configured">Where the laboratory's settings say that runs are exported; null when they do not.</param>
public sealed class ExportRetry(JournalDatabase journal, ExportTarget? configured)
{
    private readonly JournalReader _reader = new(journal);

    /// <summary>The outbox as the journal has it; its target is null when runs of this folder are not exported by themselves.</summary>
    public async Task<ExportOutbox> ReadAsync(CancellationToken stop)
    {
        var outbox = ExportOutbox.Empty;
        await foreach (var row in _reader.ReadOf(ExportActor.IdOf(NodeOptions.DefaultName), cancellation: stop))
            outbox = outbox.Apply(row.Event);
        return outbox with { Target = configured ?? outbox.Target };
    }

    /// <summary>
    /// Exports and pushes everything that waits, each once, and journals what came of it. Runs that ended while no outbox was there are exported too.
    /// </summary>
    /// <returns>The outbox afterwards.</returns>
    /// <exception cref="AskTimeoutException">It did not come to an end in that time.</exception>
    public async Task<ExportOutbox> TryAsync(ExportTarget target, TimeSpan limit, CancellationToken stop)
    {
        // Laboratory time does not go back and does not jump to this computer's.
        var start = await LastInstant.OfAsync(journal, stop) ?? VirtualClockOptions.Default.Start;
        var settings = new NodeSettings(journal) { Clock = VirtualClockOptions.Default with { Start = start } };
        using var system = ActorSystem.Create("exports", BootstrapSetup.Create().WithConfig(NodeConfiguration.Load(settings)));
        var once = ExportActor.Props(NodeOptions.DefaultName, target, new RunExports(new JournalRunEvents(_reader)), RetryPlan.Default, TimeProvider.System);
        var outbox = system.ActorOf(BackedOff.OnStop(once, "outbox"), "exports");
        try
        {
            return (await outbox.Ask<ExportProtocol.OutboxIs>(new ExportProtocol.WhenAtRest(), limit, stop)).Outbox;
        }
        finally
        {
            await system.Terminate();
        }
    }
}
