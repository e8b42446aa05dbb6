using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Core.Replay;

/// <summary>A spectrometer as it was commanded last.</summary>
/// <param name="Magnet">Null while it was sent nowhere.</param>
/// <param name="IntegrationSeconds">Null while it was not set.</param>
/// <param name="By">Run id of the last that commanded it.</param>
public sealed record CommandedSpectrometer(
    string Instrument, MagnetPositioned? Magnet, double? IntegrationSeconds, ImmutableArray<string> Detectors, ImmutableDictionary<string, string> IsotopeOfDetector, string By)
{
    /// <summary>One that was told nothing yet.</summary>
    public static CommandedSpectrometer Untold(string instrument) => new(instrument, null, null, [], ImmutableDictionary<string, string>.Empty, "");
}
