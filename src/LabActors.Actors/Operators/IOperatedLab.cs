using System.Collections.Immutable;
using LabActors.Core.Execution;

namespace LabActors.Actors.Operators;

/// <summary>
/// The laboratory as operators command it: the edge between consoles and the actors. Each call answers with the message of the actor that was asked.
/// </summary>
public interface IOperatedLab
{
    /// <summary>Names of the instruments; the first is meant where none is said.</summary>
    ImmutableArray<string> Instruments { get; }

    /// <summary>Names of the extraction devices.</summary>
    ImmutableArray<string> ExtractionDevices { get; }

    /// <summary>The laboratory's nodes in lines: who is there, who leads, who is lost, and what the others do; empty where there is one.</summary>
    ImmutableArray<string> NodeLines => [];

    /// <summary>The execution of an instrument as it stands.</summary>
    Task<ExecutionProgress> ExecutionAsync(string instrument);

    /// <summary>The queues of the execution that runs on an instrument, or ran last, as far as they have begun; in their order.</summary>
    Task<ImmutableArray<QueueProgress>> QueuesAsync(string instrument);

    /// <summary>Checks queues and runs them. Answers when they run, or with what is wrong with them, each with file and line; nothing has moved then.</summary>
    Task<CommandAnswer> StartAsync(ImmutableArray<SentFile> queues, string by);

    /// <summary>What the pressure gauges read, a line each. Consoles that ask at the same time are told the same readings.</summary>
    Task<CommandAnswer> ReadGaugesAsync();

    /// <summary>Everything that a device on a port says of itself, read now.</summary>
    Task<CommandAnswer> ReadDeviceAsync(string device);

    /// <summary>The last transactions of a device on a port; null for as many as are usually shown.</summary>
    Task<CommandAnswer> TraceDeviceAsync(string device, int? count);

    /// <summary>How every port stands, and what every device says that it is.</summary>
    Task<CommandAnswer> LookAtDevicesAsync();

    /// <summary>Sends a device what a person typed, unchecked, and tells what came back.</summary>
    Task<CommandAnswer> SendToDeviceAsync(string device, string text);

    /// <summary>To the queue of an instrument; answered by <see cref="Execution.QueueProtocol"/>.</summary>
    Task<object> TellQueueAsync(string instrument, object message);

    /// <summary>To the extraction line; answered by <see cref="Lines.ExtractionLineProtocol"/>.</summary>
    Task<object> TellLineAsync(object message);

    /// <summary>The laboratory, for what is told of its line.</summary>
    Core.Labs.LabDefinition Laboratory { get; }

    /// <summary>To the trips; answered by <see cref="Safety.TripProtocol"/>.</summary>
    Task<object> TellTripsAsync(object message);

    /// <summary>To what is read at intervals; answered by <see cref="Monitoring.MonitorProtocol"/>.</summary>
    Task<object> TellMonitorAsync(object message);

    /// <summary>To the sample changer; answered by <see cref="Lines.SampleChangeProtocol"/>.</summary>
    Task<object> TellSampleChangerAsync(object message);

    /// <summary>To an extraction device; answered by <see cref="Instruments.InstrumentProtocol"/>.</summary>
    Task<object> TellExtractionDeviceAsync(string device, object message);

    /// <summary>To the questions; answered by <see cref="Decisions.DecisionProtocol"/>.</summary>
    Task<object> TellDecisionsAsync(object message);

    /// <summary>To the error flags; answered by <see cref="Health.HealthProtocol"/>.</summary>
    Task<object> TellHealthAsync(object message);

    /// <summary>Protects the instruments at once and ends everything; answered by <see cref="Safety.SafetyProtocol"/>.</summary>
    Task<object> QuickStopAsync(string by, string why, CancellationToken stop = default);

    /// <summary>Tells a node of the laboratory to leave, this one or another. Answers at once, in words: it goes when what is in flight has ended.</summary>
    /// <param name="pauses">Its queues stay paused until somebody resumes them; null for what its own settings say.</param>
    Task<CommandAnswer> DrainNodeAsync(string node, bool? pauses, string by, string why);

    /// <summary>What a lost node holds expires, so that others get it.</summary>
    /// <param name="things">Which of it; empty for all.</param>
    Task<CommandAnswer> TakeOverAsync(string node, string things, string by, string why);

    /// <summary>To the journal of what operators do; answered by <see cref="OperatorJournalProtocol"/>.</summary>
    Task<object> TellOperatorJournalAsync(object message);
}
