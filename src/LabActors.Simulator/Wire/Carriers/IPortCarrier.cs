using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>Carries bytes between a port of the operating system and the simulated instruments that stand on it, until it is disposed.</summary>
public interface IPortCarrier : IAsyncDisposable
{
    /// <summary>The instruments.</summary>
    InstrumentBus Bus { get; }

    /// <summary>Where programs reach them.</summary>
    RedirectedPort Where { get; }

    /// <summary>Fails when the port cannot be served any more; otherwise completes after it was disposed.</summary>
    Task Ended { get; }
}
