using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Execution;
using LabActors.Actors.Lines;
using LabActors.Actors.Operators;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Hardware;

namespace LabActors.Node;

/// <content>Queues that operators start while the node runs, and what else they look at.</content>
public sealed partial class LabNode
{
    // Consoles that look at the gauges within this real time are told one reading: many of them must not keep the controllers busy.
    private static readonly TimeSpan GaugesKept = TimeSpan.FromSeconds(2);

    private readonly Lock _gaugesGate = new();
    private (long At, Task<CommandAnswer> Answer)? _gauges;

    /// <inheritdoc/>
    public async Task<ImmutableArray<QueueProgress>> QueuesAsync(string instrument)
    {
        var execution = await ExecutionAsync(instrument);
        if (Journal.Provider == JournalProvider.Memory)
            return await TellQueueAsync(instrument, new QueueProtocol.GetQueue()) is QueueProtocol.QueueIs { Queue: var current } ? [current] : [];
        var journal = new JournalReader(Journal);
        var begun = ImmutableArray.CreateBuilder<QueueProgress>();
        foreach (var queue in execution.Queues.Where(q => q.QueueId == execution.Current || execution.Finished.ContainsKey(q.QueueId)))
        {
            var progress = QueueProgress.Empty;
            await foreach (var row in journal.ReadOf(Sources.OfQueue(queue.QueueId)))
                progress = progress.Apply(row.Event);
            if (progress.Header is not null)
                begun.Add(progress);
        }

        return begun.ToImmutable();
    }

    /// <inheritdoc/>
    public async Task<CommandAnswer> StartAsync(ImmutableArray<SentFile> queues, string by)
    {
        var problems = new List<Problem>();
        var found = new List<(ExperimentQueue Queue, InstrumentDefinition Instrument)>();
        foreach (var file in queues)
        {
            var (queue, wrong) = await _rowChecks.CheckAsync(file.Path, file.Text);
            problems.AddRange(wrong);
            if (queue is not null)
                found.Add((queue.Queue, queue.Instrument));
        }

        string[] lines = [.. problems.Select(problem => problem.ToString())];
        if (problems.Exists(problem => problem.IsError))
            return CommandAnswer.No([.. lines, "refused: nothing was started"]);
        if (found.Select(queue => queue.Instrument.Name).Distinct().ToArray() is not [var instrument])
            return CommandAnswer.No([.. lines, "refused: one start runs the queues of one instrument"]);
        if (NodeChoice.Of(_options.Lab, _options.Lab.FindNode(_options.Name)?.Name, instrument).Problem is { Length: > 0 } elsewhere)
            return CommandAnswer.No([.. lines, $"refused: {elsewhere}"]);
        var names = string.Join(", ", found.Select(queue => queue.Queue.Name));
        return await ExecuteAsync(instrument, found.Select(queue => queue.Queue), by) switch
        {
            ExecutorProtocol.ExecutionAccepted => CommandAnswer.Yes([.. lines, $"{names}: started on {instrument}"]),
            ExecutorProtocol.ItRuns => CommandAnswer.No($"refused: {names} runs already, started by {(await ExecutionAsync(instrument)).StartedBy}"),
            ExecutorProtocol.Refused refused => CommandAnswer.No([.. lines, $"refused: {refused.Check}: {refused.Reason}"]),
            var other => CommandAnswer.No($"{instrument} answered {other}"),
        };
    }

    /// <inheritdoc/>
    public Task<CommandAnswer> ReadGaugesAsync()
    {
        lock (_gaugesGate)
        {
            if (_gauges is not { } known || TimeProvider.System.GetElapsedTime(known.At) > GaugesKept)
                _gauges = known = (TimeProvider.System.GetTimestamp(), ReadThemAsync());
            return known.Answer;
        }
    }

    /// <inheritdoc/>
    public Task<CommandAnswer> ReadDeviceAsync(string device) => _wiring.Desk.StateAsync(device, CancellationToken.None);

    /// <inheritdoc/>
    public Task<CommandAnswer> TraceDeviceAsync(string device, int? count) => Task.FromResult(_wiring.Desk.Trace(device, count ?? DeviceDesk.TracesShown));

    /// <inheritdoc/>
    public async Task<CommandAnswer> LookAtDevicesAsync()
    {
        var found = await _wiring.Doctor.LookAsync(CancellationToken.None);
        return found.IsEmpty ? CommandAnswer.Yes($"{_options.Lab.Name} has no devices on ports") : CommandAnswer.Yes([.. found.Select(f => f.Line)]);
    }

    /// <inheritdoc/>
    public Task<CommandAnswer> SendToDeviceAsync(string device, string text) => _wiring.Desk.SendAsync(device, text, CancellationToken.None);

    private async Task<CommandAnswer> ReadThemAsync()
    {
        var read = await Task.WhenAll(_options.Lab.Gauges.Select(async gauge =>
            (Gauge: gauge, Answer: await ((IOperatedLab)this).TellLineAsync(new ExtractionLineProtocol.ReadPressure("operators", gauge.Controller, gauge.Name)))));
        return read.Length == 0
            ? CommandAnswer.Yes("there is no gauge")
            : CommandAnswer.Yes([.. read.Select(r => string.Create(
                CultureInfo.InvariantCulture,
                $"{r.Gauge.Volume,-16} {(r.Answer is ExtractionLineProtocol.PressureIs { Torr: { } torr, Quality: var quality } ? $"{torr:0.00E+00} Torr{(quality == "good" ? "" : $", {quality}")}" : (r.Answer as ExtractionLineProtocol.PressureIs)?.Quality ?? "missing"),-16} {r.Gauge.Controller} {r.Gauge.Name}{(r.Answer is ExtractionLineProtocol.PressureIs { Simulated: true } ? " (simulated)" : "")}"))]);
    }
}
