using Akka.Actor;
using BenchmarkDotNet.Attributes;
using LabActors.Actors.Persistence;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Storage;

namespace LabActors.Benchmarks.Persistence;

/// <summary>What an event costs in the journal: one synced write after another, and a hundred in one transaction.</summary>
[Config(typeof(ShortInProcess))]
public class JournalWrites
{
    private const int Events = 1_000;
    private const int Batch = 100;
    private DirectoryInfo _folder = null!;
    private ActorSystem _system = null!;
    private IActorRef _writer = null!;

    [Params(JournalProvider.Memory, JournalProvider.Sqlite)]
    public JournalProvider Provider { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("labactors-benchmark-");
        var journal = Provider == JournalProvider.Sqlite ? SqliteJournalFile.Prepare(Path.Combine(_folder.FullName, "journal.db")) : JournalDatabase.Memory;
        _system = ActorSystem.Create(
            "benchmark",
            NodeConfiguration.Load(new NodeSettings(journal) { Clock = VirtualClockOptions.Default, Overrides = "akka.loglevel = WARNING" }));
        _writer = _system.ActorOf(Props.Create(() => new Writer()));
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _system.Terminate();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public Task OneByOne() => _writer.Ask<string>(new Write(Events, 1), TimeSpan.FromMinutes(2));

    [Benchmark(OperationsPerInvoke = Events)]
    public Task AHundredAtOnce() => _writer.Ask<string>(new Write(Events, Batch), TimeSpan.FromMinutes(2));

    private sealed record Write(int HowMany, int Batch);

    private sealed class Writer : JournaledActor
    {
        public Writer()
            : base("benchmark")
        {
            Applies<NodeEvents.NodeStopped>(_ => { });
            Command<Write>(Continue);
        }

        private void Continue(Write write) =>
            JournalAll(
                Enumerable.Range(0, write.Batch).Select(_ => new NodeEvents.NodeStopped(Now, "node-1", "an event of about ninety bytes")),
                () =>
                {
                    if (write.HowMany > write.Batch)
                        Continue(write with { HowMany = write.HowMany - write.Batch });
                    else
                        Sender.Tell("done");
                });
    }
}
