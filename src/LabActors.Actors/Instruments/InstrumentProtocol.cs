using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;

namespace LabActors.Actors.Instruments;

/// <summary>
/// Messages of the <c>SpectrometerActor</c> and of every <c>ExtractionDeviceActor</c>. Each command has the id of its
/// requester; the answer is <see cref="Done"/>, <see cref="Refused"/> or the reading asked for.
/// </summary>
public static class InstrumentProtocol
{
    /// <summary>The command was carried out, as read back where the device can be read.</summary>
    /// <param name="Simulated">By a simulated device.</param>
    public sealed record Done(string CommandId, [property: JsonConverter(typeof(DeviceValueConverter))] object? Value = null, bool Simulated = false) : IDeviceAnswer, IHardwareAnswer
    {
        /// <summary>When it was done, for a move of the magnet that is asked for again after an outage; null for now.</summary>
        public DateTimeOffset? At { get; init; }
    }

    /// <summary>The device has taken what must not be begun twice; the answer comes when it has ended.</summary>
    public sealed record Begun(string CommandId, bool Simulated = false) : IHardwareAnswer;

    /// <summary>The command was not carried out, or nobody knows: see <see cref="DeviceFailure"/>.</summary>
    public sealed record Refused(string CommandId, string Reason, DeviceFailure Failure = DeviceFailure.Definite) : IHardwareAnswer
    {
        /// <summary>True when the device does not answer: it may later.</summary>
        public bool Unavailable => Failure is DeviceFailure.Unanswered or DeviceFailure.NotSent;
    }

    /// <summary>Marks commands to the spectrometer.</summary>
    public interface ISpectrometerCommand
    {
        /// <summary>The requester's id.</summary>
        string CommandId { get; }
    }

    /// <summary>Integrates for s seconds; <see cref="Done"/> carries the nearest legal value (double).</summary>
    public sealed record SetIntegrationTime(string CommandId, double Seconds) : ISpectrometerCommand;

    /// <summary>Positions the magnet: mass in amu, isotope name or DAC volts (text or number as the script gave it). <see cref="Done"/> carries the DAC (double).</summary>
    public sealed record PositionMagnet(string CommandId, string Position, string Detector, bool UseDac) : ISpectrometerCommand;

    /// <summary>Reads where the magnet stands; <see cref="Done"/> carries the DAC (double).</summary>
    public sealed record ReadMagnet(string CommandId) : ISpectrometerCommand;

    /// <summary>Reads the newest integration; answered by <see cref="IntensitiesAre"/>.</summary>
    public sealed record ReadIntensities(string CommandId) : ISpectrometerCommand;

    /// <summary>Answers <see cref="ReadIntensities"/>: fA by detector; detectors that are not good are named with their quality.</summary>
    public sealed record IntensitiesAre(
        string CommandId,
        DateTimeOffset At,
        ImmutableDictionary<string, double> Intensities,
        ImmutableDictionary<string, string> Quality,
        bool Simulated = false) : IDeviceAnswer;

    /// <summary>Sets a detector's deflection; null means the configured one.</summary>
    public sealed record SetDeflection(string CommandId, string Detector, double? Value) : ISpectrometerCommand;

    /// <summary>Reads a detector's deflection; <see cref="Done"/> carries it (double).</summary>
    public sealed record GetDeflection(string CommandId, string Detector) : ISpectrometerCommand;

    /// <summary>Sets a source or supply parameter by its name (<c>YSymmetry</c>, <c>ZFocus</c>, <c>HV</c> ...).</summary>
    public sealed record SetParameter(string CommandId, string Parameter, double Value) : ISpectrometerCommand;

    /// <summary>Protects or unprotects a detector (closed beam path while the magnet moves).</summary>
    public sealed record ProtectDetector(string CommandId, string Detector, bool On) : ISpectrometerCommand;

    /// <summary>Sends a raw command of the instrument's own language; <see cref="Done"/> carries the answer (string).</summary>
    public sealed record RawCommand(string CommandId, string Command) : ISpectrometerCommand;

    /// <summary>Reads every source parameter and deflection and the magnet; <see cref="Done"/> carries a <c>SpectrometerSettings</c> that says what could not be read.</summary>
    /// <param name="IntegrationSeconds">As it was set last; instruments do not tell it.</param>
    public sealed record ReadSettings(string CommandId, double IntegrationSeconds) : ISpectrometerCommand;

    /// <summary>Replaces the DAC of an isotope on a detector in the field table (after a peak center).</summary>
    public sealed record UpdateFieldTable(string CommandId, string Isotope, string Detector, double Dac) : ISpectrometerCommand;

    /// <summary>Detectors unprotected and unblanked as before, nothing pending: the spectrometer's part of a safe state.</summary>
    public sealed record MakeSpectrometerSafe(string CommandId) : ISpectrometerCommand;

    /// <summary>Marks commands to a cold trap.</summary>
    public interface ICryostatCommand : IHardwareRequest
    {
        /// <summary>The requester's id.</summary>
        string CommandId { get; }
    }

    /// <summary>Sets the temperature to be reached, K; <see cref="Done"/> carries it (double).</summary>
    public sealed record SetTemperature(string CommandId, double Kelvin) : ICryostatCommand;

    /// <summary>Reads the temperature; <see cref="Done"/> carries it (double, K).</summary>
    /// <param name="Sample">One of many: nobody waits for a trap that is silent.</param>
    public sealed record ReadTemperature(string CommandId, bool Sample = false) : ICryostatCommand;

    /// <summary>Marks commands to an extraction device.</summary>
    public interface IExtractionCommand : IHardwareRequest
    {
        /// <summary>The requester's id.</summary>
        string CommandId { get; }
    }

    /// <summary>Enables or disables the device (laser interlock, furnace supply).</summary>
    public sealed record SetEnabled(string CommandId, bool On) : IExtractionCommand;

    /// <summary>Sets the output in the given units (<c>watts, percent, temp</c>); empty units are the device's first.</summary>
    public sealed record SetOutput(string CommandId, double Value, string Units) : IExtractionCommand;

    /// <summary>What the device was last told to give, before an outage: it is not told again, only remembered for what is measured against it. Not answered.</summary>
    public sealed record RecallOutput(double Value, string Units);

    /// <summary>Output to zero and any pattern stopped (<c>end_extract</c>).</summary>
    public sealed record EndOutput(string CommandId) : IExtractionCommand;

    /// <summary>Moves to a position of the tray, or to x,y[,z].</summary>
    public sealed record MoveTo(string CommandId, string Position, bool AutoCenter) : IExtractionCommand;

    /// <summary>Runs a pattern; answered when it ends if <paramref name="Block"/>, with the elapsed seconds (double).</summary>
    public sealed record ExecutePattern(string CommandId, string Pattern, double? Duration, bool Block) : IExtractionCommand
    {
        /// <summary>It was begun then, before an outage, and is only waited for; null to begin it.</summary>
        public DateTimeOffset? Since { get; init; }

        /// <summary>True for <see cref="Begun"/> when the device has taken it.</summary>
        public bool TellsBegun { get; init; }
    }

    /// <summary>Sets a motor of the device by name (<c>beam</c>, <c>x</c>, <c>zoom</c> ...).</summary>
    public sealed record SetMotor(string CommandId, string Motor, double Value) : IExtractionCommand;

    /// <summary>Anything else that the device can do, by the script's own name for it (<c>prepare, warmup, fire_laser, set_light, set_tray, dump_sample, snapshot</c> ...).</summary>
    public sealed record Perform(string CommandId, string Action, ImmutableDictionary<string, string> Arguments) : IExtractionCommand
    {
        /// <summary>A shot whose loading was begun then, before an outage, and is only waited for; null to begin it.</summary>
        public DateTimeOffset? Since { get; init; }

        /// <summary>True for <see cref="Begun"/> when the device has taken it.</summary>
        public bool TellsBegun { get; init; }
    }

    /// <summary>Reads the device; <see cref="Done"/> carries its <c>ExtractionDeviceStatus</c>.</summary>
    public sealed record ReadStatus(string CommandId) : IExtractionCommand;

    /// <summary>Reads whether a pipette system is loading a shot; <see cref="Done"/> carries true or false.</summary>
    public sealed record ReadLoading(string CommandId) : IExtractionCommand;

    /// <summary>
    /// The extraction is over: what still gives output, is enabled or runs a pattern is switched off and read back. <see cref="Done"/> carries what was done in
    /// words, empty when all was off. <see cref="Refused"/> when it could not be switched off, and when its guard had cut the extraction off.
    /// </summary>
    public sealed record LeaveOff(string CommandId) : IExtractionCommand;

    /// <summary>Disabled, output zero, pattern stopped: idempotent, tries every step, answers <see cref="Done"/> with what was done in words.</summary>
    public sealed record MakeExtractionDeviceSafe(string CommandId) : IExtractionCommand;
}
