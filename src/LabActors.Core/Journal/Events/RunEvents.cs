using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Execution;
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
    /// <param name="Kind"><c>temperature, humidity, pneumatic, contact</c>.</param>
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

    /// <summary>A lease of things that several nodes share expired while the run's node was away: the run does nothing to them any more, and ends.</summary>
    /// <param name="Why">In words: when it expired, and by whom.</param>
    public sealed record RunLeaseLost(DateTimeOffset At, ImmutableArray<string> Resources, string Why) : IJournalEvent;

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

    /// <summary>A function of the script, or a piece of script, was called while one of its commands was pending: a resume makes the same call.</summary>
    /// <param name="Seq">The pending command.</param>
    /// <param name="Handle">The function's number; 0 for a piece of script.</param>
    /// <param name="Arguments">What the function was given.</param>
    /// <param name="Snippet">The piece of script; empty for a function.</param>
    public sealed record CallBackMade(DateTimeOffset At, string Kind, long Seq, long Handle, ImmutableArray<JsonElement> Arguments, string Snippet) : IJournalEvent;

    /// <summary>The call came back.</summary>
    /// <param name="Error">Why it raised; empty when it did not.</param>
    public sealed record CallBackEnded(DateTimeOffset At, string Kind, long Seq, JsonElement Value, string Error) : IJournalEvent;

    /// <summary>An operator ended a wait of a script early.</summary>
    /// <param name="SecondsLeft">What was left of it.</param>
    public sealed record WaitContinued(DateTimeOffset At, string Kind, long Seq, string By, double SecondsLeft) : IJournalEvent;

    /// <summary>An operator holds a wait of a script: its time does not run.</summary>
    /// <inheritdoc cref="WaitContinued"/>
    public sealed record WaitPaused(DateTimeOffset At, string Kind, long Seq, string By, double SecondsLeft) : IJournalEvent;

    /// <summary>The wait runs again.</summary>
    /// <inheritdoc cref="WaitContinued"/>
    public sealed record WaitUnpaused(DateTimeOffset At, string Kind, long Seq, string By, double SecondsLeft) : IJournalEvent;

    /// <summary>A run that an outage cut off goes on.</summary>
    /// <param name="AwaySeconds">How long the node was away.</param>
    /// <param name="Where">The point at which it goes on, in words.</param>
    public sealed record RunResumed(DateTimeOffset At, double AwaySeconds, string Where) : IJournalEvent;

    /// <summary>After an outage hardware is to be brought to match what the run left (intent): absolute commands, in this order.</summary>
    /// <param name="Steps">In words.</param>
    /// <param name="SpoilsNext">What is not as it was and concerns the next run's gas only: the queue ends after this run. Empty when there is nothing.</param>
    public sealed record HardwareMatchBegan(DateTimeOffset At, ImmutableArray<string> Steps, string SpoilsNext) : IJournalEvent;

    /// <summary>The hardware matches what the run left.</summary>
    /// <param name="Failure">Which step could not be taken, and why; empty when all were.</param>
    public sealed record HardwareMatchEnded(DateTimeOffset At, string Failure) : IJournalEvent;

    /// <summary>A script runs again: its commands are answered from the journal up to where it was.</summary>
    /// <param name="Commands">How many are recorded.</param>
    public sealed record ScriptResumed(DateTimeOffset At, string Kind, int Commands, string PythonVersion) : IJournalEvent;

    /// <summary>A script that was to be resumed asked for something else than before: nothing of it was done.</summary>
    /// <param name="Seq">Number of the first command that differs.</param>
    public sealed record ScriptDiverged(DateTimeOffset At, string Kind, long Seq, string Recorded, string Came) : IJournalEvent;

    /// <summary>The script ended: <c>completed, failed, canceled, killed</c>.</summary>
    public sealed record ScriptFinished(DateTimeOffset At, string Kind, string Outcome, string Error, int Line, string File) : IJournalEvent;

    /// <summary>The first command with a physical effect: from here the aliquot is spent and the run is never simply started again.</summary>
    public sealed record PointOfNoReturnPassed(DateTimeOffset At, string Kind, long Seq, string Command) : IJournalEvent;

    /// <summary>Somebody or something ends or changes the run: <c>truncate, truncate-quick, cancel, abort, fail, interrupt</c>, or <c>hold-queue</c> (the run stands, no further one may start).</summary>
    /// <param name="Ending">How the run ends because of it; null for a truncation, and for a quick stop of a run that is being ended already.</param>
    public sealed record InterventionRequested(DateTimeOffset At, string What, string By, string Why, RunEnding? Ending = null) : IJournalEvent;

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
