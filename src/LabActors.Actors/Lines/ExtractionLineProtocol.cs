using System.Collections.Immutable;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;
using LabActors.Core.Lines;

namespace LabActors.Actors.Lines;

/// <summary>Messages of the <c>ExtractionLineActor</c>, the single writer of every valve.</summary>
public static class ExtractionLineProtocol
{
    /// <summary>Opens or closes a valve, found by name, by description, or by both (then both must name one valve).</summary>
    /// <param name="CommandId">Unique to the actuation; the same id again is answered from the journal and not acted on.</param>
    /// <param name="Safety">Part of a safe state: closing is then never blocked by a lock.</param>
    /// <param name="For">The instrument, or the client, on whose behalf it is moved; empty for a person.</param>
    public sealed record Actuate(string CommandId, string Valve, string Description, bool Open, string By, string Why, bool Safety = false, string For = "") : IHardwareRequest
    {
        /// <summary>The lease of a shared section that the command was let through under; null where none was looked at.</summary>
        public GivenUnder? Under { get; init; }
    }

    /// <summary>The valve stands as asked, read back.</summary>
    /// <param name="Shot">The shot of a pipette that this let into the line; null for any other valve.</param>
    public sealed record Actuated(string CommandId, string Valve, bool Open, bool Changed, bool Simulated = false, PipetteShot? Shot = null) : IDeviceAnswer, IHardwareAnswer
    {
        /// <summary>When it was known: for a command that is repeated, when it was done.</summary>
        public DateTimeOffset At { get; init; }
    }

    /// <summary>A shot, and how many its pipette has ever given.</summary>
    public sealed record PipetteShot(string Pipette, int Count);

    /// <summary>Asks how many shots each pipette has ever given.</summary>
    public sealed record GetPipettes(string CommandId) : IHardwareRequest;

    /// <summary>Answers <see cref="GetPipettes"/>: every pipette of the laboratory, 0 where it has given none.</summary>
    public sealed record PipettesAre(string CommandId, ImmutableDictionary<string, int> Shots, bool Simulated = false) : IDeviceAnswer, IHardwareAnswer;

    /// <summary>The valve was not moved, or did not move.</summary>
    public sealed record ActuationRefused(string CommandId, string Valve, Refusal Kind, string Reason) : IHardwareAnswer
    {
        /// <summary>When it was known; null for now.</summary>
        public DateTimeOffset? At { get; init; }
    }

    /// <summary>Why an actuation was refused.</summary>
    public enum Refusal
    {
        /// <summary>No such valve, or name and description disagree.</summary>
        Unknown,

        /// <summary>A software lock; not retried.</summary>
        Locked,

        /// <summary>An interlock of another valve; may pass.</summary>
        Interlocked,

        /// <summary>The hardware did not answer or did not do it; may pass.</summary>
        Fault,

        /// <summary>The lease that it was given under has moved on, or there was none; not retried.</summary>
        Fenced,

        /// <summary>It was disabled, by a person or a trip; not retried.</summary>
        Disabled,

        /// <summary>It is another instrument's, or another client's; may pass.</summary>
        Owned,

        /// <summary>It moved, and a valve that follows it did not; may pass.</summary>
        ChildFailed,
    }

    /// <summary>Asks for a valve's state.</summary>
    public sealed record GetValve(string CommandId, string Valve, string Description) : IHardwareRequest;

    /// <summary>Answers <see cref="GetValve"/>: <c>open, closed, moving, unknown, fault</c>; null when there is no such valve.</summary>
    /// <param name="Commanded">What it was told last: <c>open, closed</c>; empty when nothing.</param>
    /// <param name="Disabled">Nobody opens it.</param>
    /// <param name="Owner">Whose it is; empty for nobody's.</param>
    /// <param name="Since">Since when it reads so.</param>
    /// <param name="Why">What made it what it is, and why it is locked or disabled.</param>
    /// <param name="Failure">Why what was asked for was not done, all of it; empty when it was.</param>
    public sealed record ValveIs(
        string CommandId,
        string Valve,
        string? State,
        bool Locked,
        DateTimeOffset At,
        bool Simulated = false,
        string Commanded = "",
        bool Disabled = false,
        string Owner = "",
        DateTimeOffset Since = default,
        string Why = "",
        string Failure = "") : IDeviceAnswer, IHardwareAnswer
    {
        /// <summary>It read so before, and the last look brought nothing that could be believed.</summary>
        public bool Stale { get; init; }
    }

    /// <summary>
    /// Disables a valve, or enables it again; answered by <see cref="ValveIs"/>. One that is disabled is closed first of all, whatever is locked, and <see cref="ValveIs.Failure"/> says so when it could not be seen to be closed:
    /// disabled it is all the same.
    /// </summary>
    /// <param name="OnlyOwn">Enables it only if <paramref name="By"/> has disabled it.</param>
    public sealed record EnableValve(string CommandId, string Valve, bool Enabled, string By, string Why, bool OnlyOwn = false) : IValveRequest
    {
        /// <inheritdoc/>
        public IValveRequest As(string valve, string by) => this with { Valve = valve, By = by };
    }

    /// <summary>Opens and closes a valve by itself: once, or several times. Answered by <see cref="SequenceIs"/> when it has begun. Any closing by others ends it, and so does a node that stops; however it ends, the valve is closed.</summary>
    /// <param name="Times">1 for a sample.</param>
    public sealed record RunSequence(string CommandId, string Valve, int Times, double OpenSeconds, double ClosedSeconds, string By, string Why) : IValveRequest
    {
        /// <inheritdoc/>
        public IValveRequest As(string valve, string by) => this with { Valve = valve, By = by };
    }

    /// <summary>Answers <see cref="RunSequence"/>.</summary>
    /// <param name="Refusal">Why it did not begin; empty when it did.</param>
    public sealed record SequenceIs(string CommandId, string Valve, string Refusal) : IHardwareAnswer;

    /// <summary>Looks ahead: what would come of moving a valve now. Answered by <see cref="PreviewIs"/>; nothing moves.</summary>
    public sealed record PreviewValve(string CommandId, string Valve, bool Open, string By = "") : IValveRequest
    {
        /// <inheritdoc/>
        public IValveRequest As(string valve, string by) => this with { Valve = valve, By = by };
    }

    /// <summary>Answers <see cref="PreviewValve"/>.</summary>
    /// <param name="Refusal">Why it would not be moved; empty when it would.</param>
    public sealed record PreviewIs(string CommandId, string Valve, string Refusal, ImmutableArray<string> Lines) : IHardwareAnswer;

    /// <summary>Takes valves for an instrument or a client, or renews that, or with no time gives them back. Answered by <see cref="OwnedAre"/>. Who says nothing more loses them when the time is over, and not before.</summary>
    public sealed record OwnValves(string CommandId, ImmutableArray<string> Valves, string Owner, TimeSpan Time);

    /// <summary>Answers <see cref="OwnValves"/>.</summary>
    /// <param name="Refusal">Why none was taken; empty when all were.</param>
    public sealed record OwnedAre(string CommandId, string Refusal);

    /// <summary>Puts a software lock on a valve, or takes it off; answered by <see cref="ValveIs"/>.</summary>
    public sealed record SetLock(string CommandId, string Valve, string Description, bool Locked, string By, string Why) : IHardwareRequest;

    /// <summary>What an operator says of a valve that is moved by hand; answered by <see cref="ValveIs"/> (null state when there is no such manual valve).</summary>
    public sealed record StateManual(string CommandId, string Valve, string Description, bool Open, string By) : IHardwareRequest;

    /// <summary>Reads a gauge, in Torr.</summary>
    public sealed record ReadPressure(string CommandId, string Controller, string Gauge) : IHardwareRequest;

    /// <summary>Answers <see cref="ReadPressure"/>; null with a quality that is not good when there is no value.</summary>
    /// <param name="Reason">Why there is no value; empty when there is one.</param>
    /// <param name="Failure">What asking again would bring, when there is no value.</param>
    public sealed record PressureIs(
        string CommandId,
        double? Torr,
        string Quality,
        DateTimeOffset At,
        string Reason = "",
        DeviceFailure Failure = DeviceFailure.Definite,
        bool Simulated = false) : IDeviceAnswer, IHardwareAnswer;

    /// <summary>Has a valve read now, to know whether the line answers.</summary>
    public sealed record Ping : IHardwareRequest;

    /// <summary>Answers <see cref="Ping"/>: empty when the line answers, or moves no valve by itself.</summary>
    public sealed record Pinged(string Failure) : IHardwareAnswer;

    /// <summary>Asks for the whole line.</summary>
    public sealed record GetLine : IHardwareRequest;

    /// <summary>Answers <see cref="GetLine"/>.</summary>
    public sealed record LineIs(ImmutableArray<ValveIs> Valves) : IHardwareAnswer
    {
        /// <summary>Each with what an outage changed of it.</summary>
        public ImmutableArray<Core.Recovery.FoundValve> Found { get; init; } = [];
    }
}
