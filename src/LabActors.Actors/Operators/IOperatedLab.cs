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

    /// <summary>The execution of an instrument as it stands.</summary>
    Task<ExecutionProgress> ExecutionAsync(string instrument);

    /// <summary>To the queue of an instrument; answered by <see cref="Execution.QueueProtocol"/>.</summary>
    Task<object> TellQueueAsync(string instrument, object message);

    /// <summary>To the extraction line; answered by <see cref="Lines.ExtractionLineProtocol"/>.</summary>
    Task<object> TellLineAsync(object message);

    /// <summary>To an extraction device; answered by <see cref="Instruments.InstrumentProtocol"/>.</summary>
    Task<object> TellExtractionDeviceAsync(string device, object message);

    /// <summary>To the questions; answered by <see cref="Decisions.DecisionProtocol"/>.</summary>
    Task<object> TellDecisionsAsync(object message);

    /// <summary>Protects the instruments at once and ends everything; answered by <see cref="Safety.SafetyProtocol"/>.</summary>
    Task<object> QuickStopAsync(string by, string why, CancellationToken stop = default);

    /// <summary>To the journal of what operators do; answered by <see cref="OperatorJournalProtocol"/>.</summary>
    Task<object> TellOperatorJournalAsync(object message);
}
