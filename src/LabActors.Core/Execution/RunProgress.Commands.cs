using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using Events = LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Core.Execution;

/// <content>What the fold keeps of the commands of living scripts, for a resume.</content>
public sealed partial record RunProgress
{
    internal const string Measuring = "measurement";

    private RunProgress Requested(CommandRequested command)
    {
        var next = WithScript(command.Kind, s => s with
        {
            Open = s.Open.SetItem(command.Seq, command),
            LastSeq = command.Seq,
            Commands = s.Commands.SetItem(command.Seq, new CommandRecord(command) { Session = Measurement, Analysis = Analysis }),
        });
        return command.Name switch
        {
            "set_deflection" when Settings is { } settings && command.Arguments.GetValueOrDefault("detname") is { ValueKind: System.Text.Json.JsonValueKind.String } detector =>
                next with { Settings = settings with { Deflections = settings.Deflections.RemoveRange(settings.Deflections.Keys.Where(d => LabNames.Same(d, detector.GetString()!))) } },
            "set_deflection" or "set_deflections" or "peak_hop" when Settings is { } settings => next with { Settings = settings with { Deflections = settings.Deflections.Clear() } },
            "raw_spectrometer_command" or "set_source_optics" or "set_source_parameters" or "set_ysymmetry" or "set_zsymmetry" or "set_zfocus" or "set_extraction_focus" or "set_extraction_symmetry"
                or "set_extraction_lens" or "set_cdd_operating_voltage" or "set_accelerating_voltage" when Settings is { } settings => next with { Settings = settings with { Source = settings.Source.Clear() } },
            "equilibrate" => next with { Equilibrations = Equilibrations.Add(new EquilibrationRecord(command, null, null)) },
            "set_ncounts" when command.Arguments.GetValueOrDefault("ncounts") is { ValueKind: System.Text.Json.JsonValueKind.Number } counts =>
                next with { Measurement = Measurement.Change((int)counts.GetDouble()) },
            _ => next,
        };
    }

    private RunProgress WithCommand(string kind, long seq, Func<CommandRecord, CommandRecord> change) => WithScript(
        kind, s => s.Commands.TryGetValue(seq, out var record) ? s with { Commands = s.Commands.SetItem(seq, change(record)) } : s);

    private RunProgress Completed(CommandCompleted outcome)
    {
        var asked = Scripts[outcome.Kind].Open[outcome.Seq].Name == "post_equilibration";
        return WithScript(outcome.Kind, s => Completed(s, outcome)) with { PostEquilibrationAsked = PostEquilibrationAsked || asked };
    }

    /// <summary>Intervals are a stack per script: begun by their command, ended by <c>complete_interval</c>.</summary>
    private static ScriptProgress Completed(ScriptProgress script, CommandCompleted outcome)
    {
        var command = script.Open[outcome.Seq];
        return script with
        {
            Open = script.Open.Remove(outcome.Seq),
            Commands = script.Commands.SetItem(outcome.Seq, script.Commands[outcome.Seq].Settled() with { Completed = outcome }),
            Intervals = command.Name switch
            {
                "begin_interval" or "begin_heating_interval" =>
                    script.Intervals.Add(command.At.AddSeconds(command.Arguments["duration"].GetDouble())),
                "complete_interval" when script.Intervals.Length > 0 => script.Intervals[..^1],
                _ => script.Intervals,
            },
        };
    }

    private static ScriptProgress Failed(ScriptProgress script, CommandFailed outcome) => script with
    {
        Open = script.Open.Remove(outcome.Seq),
        Commands = script.Commands.TryGetValue(outcome.Seq, out var record)
            ? script.Commands.SetItem(outcome.Seq, record.Settled() with { Failed = outcome })
            : script.Commands,
    };

    private static ImmutableArray<CallBackRecord> CameBack(ImmutableArray<CallBackRecord> calls, CallBackEnded ended) =>
        calls is [.. var before, { Ended: null } last] ? [.. before, last with { Ended = ended }] : calls;

    /// <summary>The script that measures sees from the answer of its pending command on that the run was truncated.</summary>
    private RunProgress Truncate(string why)
    {
        if (!Scripts.TryGetValue(Measuring, out var script) || script.Finished is not null)
            return this;
        var seen = script.TruncatedDuring ?? (script.Open.ContainsKey(script.LastSeq) ? script.LastSeq : script.LastSeq + 1);
        return this with
        {
            Scripts = Scripts.SetItem(Measuring, script with { TruncatedDuring = seen }),
            Measurement = script.Open.Values.Any(c => CommandResumes.Of(c.Name) == CommandResume.Measure) ? Measurement.Truncate(why) : Measurement,
        };
    }

    private RunProgress Equilibrates(Func<EquilibrationRecord, bool> fits, Func<EquilibrationRecord, EquilibrationRecord> change)
    {
        var index = Equilibrations.Length - 1;
        while (index >= 0 && !fits(Equilibrations[index]))
            index--;
        return index < 0 ? this : this with { Equilibrations = Equilibrations.SetItem(index, change(Equilibrations[index])) };
    }

    /// <summary>A fact belongs to the command on top of its script: facts of measuring to the measurement script, those of a device to the script that uses it.</summary>
    private RunProgress Happened(IJournalEvent e)
    {
        if (e is OutputSet or PositionReached or DeviceActionBegan)
        {
            var user = Scripts.FirstOrDefault(s => s.Value is { Finished: null } && s.Key != Measuring && s.Value.Pending is { } pending && UsesDevice(pending));
            return user.Value is null ? this : Happened(user.Key, e);
        }

        return Happened(Measuring, e);
    }

    private static bool UsesDevice(CommandRecord pending) =>
        pending.Request.Name is "ramp" or "move_to_position" or "execute_pattern" or "extract_pipette" or "load_pipette";

    private RunProgress Happened(string kind, IJournalEvent e) => Scripts.GetValueOrDefault(kind)?.Pending is { } pending
        ? WithCommand(kind, pending.Request.Seq, r => r with { Facts = r.Facts.Add(e) })
        : this;
}
