using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Lab;
using LabActors.Actors.Safety;
using LabActors.Actors.Supervision;
using LabActors.Node.Operators;

namespace LabActors.Node;

/// <content>How a node ends.</content>
public sealed partial class LabNode
{
    private readonly Func<Task> _makeSafe;
    private int _stopped;

    /// <summary>How long a stop may take.</summary>
    public StopLimits StopLimits { get; }

    /// <summary>Coordinated shutdown: the laboratory made safe, the journal closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
            return;
        LetTimePass();
        if (!System.WhenTerminated.IsCompleted)
            await _makeSafe();

        // Behind the safe state: who bids consoles farewell waits for the network.
        await _listening;
        if (!_endpoints.IsEmpty)
            NodeAddress.Remove(_options.Data);
        await Task.WhenAll(_endpoints.Select(endpoint => endpoint.DisposeAsync().AsTask()));
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        await System.WhenTerminated;
        _rowChecks.Dispose();
        try
        {
            await _log.DisposeAsync();
        }
        catch (IOException full)
        {
            // A disk without room for the log's last lines must not hide how the queue ended.
            await Console.Error.WriteLineAsync($"the log's last lines could not be written: {full.Message}");
        }
    }

    /// <summary>Completes when nothing is in flight any more; nothing is launched from now on, and the next start goes on with the queues.</summary>
    /// <param name="pauses">The queues stay paused until somebody resumes them, also after the next start.</param>
    /// <param name="by">Who pauses them, for the journal.</param>
    public async Task DrainAsync(bool pauses, string by)
    {
        LetTimePass();
        await Task.WhenAll(_hardware.Own.Instruments.Select(async instrument =>
        {
            // A laboratory that was started again behind its supervisor has forgotten who asked.
            while (await OrSilentAsync(Instrument(instrument.Name).Ask<QueueProtocol.Drained>(new QueueProtocol.Drain(), AskLimit)) is null)
                _log.Information("Runs of {Instrument} are in flight; the node stops when they have ended", instrument.Name);
            if (pauses && (await ExecutionAsync(instrument.Name)).Running)
                await TellQueueAsync(instrument.Name, new QueueProtocol.Pause(by));
        }));
    }

    private static async Task<T?> OrSilentAsync<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>
    /// What protects the laboratory at once, without actors and journal: extraction devices off, inlets closed. Laboratory time stands from here: no script, run or device goes on.
    /// For the last moment of a process only; returns what came of each step, in words.
    /// </summary>
    public async Task<string> ProtectAsync()
    {
        Clock.Holds.Hold("the laboratory, which is protected without its actors");
        var steps = await PortProtection.RunAsync(_hardware.Own, _ports.Of(_hardware.Own));
        return string.Join("; ", steps.Select(s => $"{s.What}: {s.Detail}"));
    }

    private Func<Task> MakesSafeOnShutdown() => SafeStateOnShutdown.Register(
        System, "make the laboratory safe", _lab, new LabProtocol.MakeSafe("the node stops"), StopLimits.SafeState, SafeOrProtectedAsync, TimeProvider.System);

    private async Task SafeOrProtectedAsync(object? answer)
    {
        if (answer is LabProtocol.MadeSafe made)
            _log.Information("The node stops; made safe: {Steps}", made.Steps);
        else
            _log.Error("The laboratory did not make itself safe within {Seconds} s; without its actors: {Steps}", StopLimits.SafeState.TotalSeconds, await ProtectAsync());
    }
}
