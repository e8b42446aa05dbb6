using LabActors.Acceptance.Execution;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Node;
using LabActors.Node.Torture;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>A laboratory whose node was killed and started again on its folder: what was journaled before and after.</summary>
internal sealed class KilledLaboratory : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly TestLaboratory _lab;
    private readonly IReadOnlyList<JournaledEvent> _before;

    private KilledLaboratory(DirectoryInfo folder, TestLaboratory lab, IReadOnlyList<JournaledEvent> before) => (_folder, _lab, _before) = (folder, lab, before);

    public LabNode Node => _lab.Node;

    /// <summary>The uuid of the run that was killed.</summary>
    public string Launched => _before.Select(e => e.Event).OfType<RunLaunched>().First().RunUuid;

    /// <summary>Events of the second life.</summary>
    public IEnumerable<(string Source, T Event)> Of<T>()
        where T : IJournalEvent => _lab.Of<T>();

    public T Before<T>(Func<T, bool> fits)
        where T : IJournalEvent => _before.Select(e => e.Event).OfType<T>().First(fits);

    public T After<T>(Func<T, bool> fits)
        where T : IJournalEvent => Of<T>().Select(e => e.Event).First(fits);

    public static async Task<(IReadOnlyList<RunFinished> Runs, KilledLaboratory Lab)> RunAsync<T>(
        TestScripts scripts,
        string queue,
        Func<T, bool> fits,
        TestScripts? edited,
        TimeSpan outage,
        string overrides,
        Action<TestLaboratory>? first = null,
        Action<TestLaboratory>? then = null)
        where T : IJournalEvent
    {
        var folder = TortureFolder.Create();
        IReadOnlyList<JournaledEvent> before;
        await using (var lab = await TestLaboratory.StartAsync(scripts, folder: folder.FullName, durable: true, overrides: TestLaboratory.Killable))
        {
            var there = lab.WhenAsync(fits);
            lab.On(fits, node => node.Clock.Virtual!.Pace = ClockPace.Real);
            first?.Invoke(lab);
            _ = lab.RunAsync(queue);
            await there;
            await lab.KillAsync();
            before = lab.Events;
        }

        var second = await TestLaboratory.StartAsync(
            edited ?? scripts, folder: folder.FullName, durable: true, overrides: overrides, options: o => o with { Outage = outage });
        then?.Invoke(second);
        await second.EndAsync();
        return ([.. second.Of<RunFinished>().Select(f => f.Event)], new KilledLaboratory(folder, second, before));
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
