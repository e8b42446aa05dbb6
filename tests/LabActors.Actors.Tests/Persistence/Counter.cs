using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;

namespace LabActors.Actors.Tests.Persistence;

/// <summary>A small persistent actor of the product's kind.</summary>
public sealed class Counter : JournaledActor
{
    public sealed record Add(int Number);

    public sealed record AddMany(int HowMany);

    public sealed record AddAndFail(int Number);

    public sealed record JournalUnappliable;

    public sealed record JournalUnregistered;

    public sealed record Snapshot;

    public sealed record Get;

    public sealed record End;

    public sealed record Sum(int Value, int Applied, long SequenceNr, DateTimeOffset At);

    private int _sum;
    private int _applied;

    public Counter(string id, Action? recovered = null)
        : base(id)
    {
        _recovered = recovered;
        Applies<TestEvents.Counted>(counted => (_sum, _applied) = (_sum + counted.Number, _applied + 1));
        Applies<TestEvents.Unregistered>(_ => { });
        Keeps<TestEvents.CounterSnapshot>(() => new TestEvents.CounterSnapshot(SnapshotBuild.Current, _sum), snapshot => _sum = snapshot.Number);

        Command<Add>(add => Journal(new TestEvents.Counted(Now, add.Number), _ => Reply()));
        Command<AddMany>(add => JournalAll(Enumerable.Range(1, add.HowMany).Select(number => new TestEvents.Counted(Now, number)), Reply));
        Command<AddAndFail>(add => Journal(new TestEvents.Counted(Now, add.Number), _ => throw new InvalidOperationException("made to fail")));
        Command<JournalUnappliable>(_ => Refuse(() => Journal(new TestEvents.Renamed(Now, "x"))));
        Command<JournalUnregistered>(_ => Refuse(() => JournalAll([new TestEvents.Unregistered(Now)])));
        Command<Snapshot>(_ => { TakeSnapshot(new TestEvents.CounterSnapshot(SnapshotBuild.Current, _sum)); Reply(); });
        Command<Get>(_ => Reply());
        Command<End>(_ => Context.Stop(Self));
    }

    private readonly Action? _recovered;

    protected override void OnRecovered() => _recovered?.Invoke();

    private void Reply() => Sender.Tell(new Sum(_sum, _applied, LastSequenceNr, Now));

    private void Refuse(Action journal)
    {
        try
        {
            journal();
        }
        catch (InvalidOperationException refused)
        {
            Sender.Tell(refused.Message);
        }
    }
}
