using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Journal.Events;

/// <summary>What an automated run journals besides its measurement: steps, scripts, commands, interventions, its end.</summary>
public static class RunEvents
{
    /// <summary>The run began: everything that it needs to know and that may not change under it.</summary>
    /// <param name="PrecedingBlank">Run id of the blank that corrects it; empty when there is none.</param>
    /// <param name="Inputs">What its reduction needs besides its readings: blank, factors, constants; null stands for none.</param>
    public sealed record RunStarted(
        DateTimeOffset At,
        string RunUuid,
        string QueueId,
        string RunId,
        int Aliquot,
        int Step,
        string Instrument,
        string ExtractionDevice,
        RunSpec Spec,
        bool Overlaps,
        bool IsLast,
        bool Simulated,
        string PrecedingBlank,
        AnalysisInputs? Inputs = null) : IJournalEvent;

    /// <summary>Which programs carry the run out.</summary>
    /// <param name="Version">Version of this program on the node.</param>
    /// <param name="PythonVersion">Of the interpreter that runs the scripts.</param>
    /// <param name="Runtime">.NET and operating system.</param>
    /// <param name="LabSha256">SHA-256 of <c>lab.yaml</c>, hexadecimal; empty when it was not read from a file.</param>
    /// <param name="Seed">Seed of the simulated laboratory; empty when devices are real.</param>
    public sealed record ProvenanceNoted(
        DateTimeOffset At, string Node, string Version, string PythonVersion, string Runtime, string LabSha256, string Seed) : IJournalEvent;

    /// <summary>The extraction script's docstring gives a sensitivity multiplier.</summary>
    public sealed record SensitivityMultiplierRead(DateTimeOffset At, double Multiplier) : IJournalEvent;

    /// <summary>The laboratory's surroundings were read.</summary>
    /// <param name="When"><c>start</c> or <c>save</c>.</param>
    public sealed record EnvironmentRead(DateTimeOffset At, string When, ImmutableArray<SensorReading> Readings) : IJournalEvent;

    /// <summary>What a sensor of the laboratory's surroundings gave.</summary>
    /// <param name="Kind"><c>temperature, humidity, pneumatic</c>.</param>
    /// <param name="Value">Null when the sensor gave none; see <paramref name="Quality"/>.</param>
    /// <param name="Quality"><c>good, stale, missing, fault</c>.</param>
    /// <param name="Simulated">Read from a simulated sensor.</param>
    public sealed record SensorReading(
        string Name, string Kind, string Device, string Title, double? Value, string Units, string Quality, DateTimeOffset ReadAt, bool Simulated = false);

    /// <summary>A device does not answer; the run waits for it, up to a limit.</summary>
    /// <param name="Command">What was asked of it.</param>
    /// <param name="LimitSeconds">How long the run waits from here.</param>
    public sealed record DeviceUnavailable(DateTimeOffset At, string Device, string Command, string Reason, double LimitSeconds) : IJournalEvent;

    /// <summary>The device answers again: the gap is over and the run goes on.</summary>
    /// <param name="GapSeconds">How long it was silent for this run.</param>
    public sealed record DeviceAvailable(DateTimeOffset At, string Device, string Command, double GapSeconds) : IJournalEvent;

    /// <summary>What was known of the sample's irradiation when the run started, and its age is reckoned with.</summary>
    public sealed record IrradiationRead(DateTimeOffset At, IrradiationPosition Irradiation) : IJournalEvent;

    /// <summary>A step began: <c>start, extraction, measurement, post-measurement, save</c>.</summary>
    public sealed record StepStarted(DateTimeOffset At, string Step) : IJournalEvent;

    /// <summary>A step ended: <c>done</c>, <c>skipped</c>, <c>failed</c> or <c>stopped</c>, with a reason where there is one.</summary>
    public sealed record StepEnded(DateTimeOffset At, string Step, string Outcome, string Reason) : IJournalEvent;

    /// <summary>The run holds the resources under the token.</summary>
    public sealed record RunLeaseObtained(DateTimeOffset At, ImmutableArray<string> Resources, long Token) : IJournalEvent;

    /// <summary>A script process started: its file, text, hash and context are what a resume needs.</summary>
    /// <param name="Kind"><c>extraction, measurement, post_equilibration, post_measurement</c>.</param>
    /// <param name="Context">The names that the script sees, by name.</param>
    public sealed record ScriptStarted(
        DateTimeOffset At,
        string Kind,
        string Path,
        string Sha256,
        string Text,
        string PythonVersion,
        ImmutableDictionary<string, JsonElement> Context) : IJournalEvent;

    /// <summary>A script called another (<c>gosub</c>) for the first time in this run with this text.</summary>
    public sealed record ChildScriptRead(DateTimeOffset At, string Kind, string Path, string Sha256, string Text) : IJournalEvent;

    /// <summary>A script wants a command done (intent). Sequence numbers count per script, from 1.</summary>
    /// <param name="Arguments">By parameter name, defaults included.</param>
    public sealed record CommandRequested(
        DateTimeOffset At,
        string Kind,
        long Seq,
        string Name,
        ImmutableDictionary<string, JsonElement> Arguments,
        int Line,
        int Depth,
        string File) : IJournalEvent;

    /// <summary>The command was done and this is what it answered (outcome).</summary>
    /// <param name="Simulated">A simulated device did or read it.</param>
    public sealed record CommandCompleted(DateTimeOffset At, string Kind, long Seq, JsonElement Result, bool Simulated = false) : IJournalEvent;

    /// <summary>The command was refused or failed, and why (outcome).</summary>
    public sealed record CommandFailed(DateTimeOffset At, string Kind, long Seq, string Reason) : IJournalEvent;

    /// <summary>The script ended: <c>completed, failed, canceled, killed</c>.</summary>
    public sealed record ScriptFinished(DateTimeOffset At, string Kind, string Outcome, string Error, int Line, string File) : IJournalEvent;

    /// <summary>The first command with a physical effect: from here the aliquot is spent and the run is never simply started again.</summary>
    public sealed record PointOfNoReturnPassed(DateTimeOffset At, string Kind, long Seq, string Command) : IJournalEvent;

    /// <summary>Somebody or something ends or changes the run: <c>truncate, truncate-quick, cancel, abort, fail, interrupt</c>, or <c>hold-queue</c> (the run stands, no further one may start).</summary>
    public sealed record InterventionRequested(DateTimeOffset At, string What, string By, string Why) : IJournalEvent;

    /// <summary>Each step of the safe state, and what came of it.</summary>
    public sealed record SafeStateReached(DateTimeOffset At, ImmutableArray<SafeStateStep> Steps) : IJournalEvent;

    /// <summary>One step of a safe state.</summary>
    /// <param name="Simulated">Carried out by a simulated device.</param>
    public sealed record SafeStateStep(string What, bool Done, string Detail, bool Simulated = false);

    /// <summary>The post-measurement script has ended: the pump time of the spectrometer counts from here.</summary>
    public sealed record PumpTimeStarted(DateTimeOffset At) : IJournalEvent;

    /// <summary>The line is free for the next run: the inlet is closed, the overlap has elapsed, the pump-out is done.</summary>
    public sealed record LineFreed(DateTimeOffset At) : IJournalEvent;

    /// <summary>A message for the run's log: what a script said with <c>info</c> or <c>print</c>, or a warning of the run's own.</summary>
    public sealed record RunNoted(DateTimeOffset At, string Level, string Text) : IJournalEvent;

    /// <summary>The run is over and its record is complete; the results projection saves it from here.</summary>
    public sealed record RunEnded(DateTimeOffset At, string State, string Cause) : IJournalEvent;
}
