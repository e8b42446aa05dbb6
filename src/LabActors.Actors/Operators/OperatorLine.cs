using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Lines;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Safety;
using LabActors.Core.Labs;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Operators;

/// <summary>What operators do with the extraction line: its table, its valves, its trips, its sample changer. A refusal is told in the words of who refused.</summary>
internal sealed class OperatorLine(IOperatedLab lab)
{
    private const string Line = "the line";

    /// <summary>Every valve and every trip.</summary>
    public async Task<CommandAnswer> StateAsync() => await lab.TellLineAsync(new GetLine()) is LineIs line
        ? new CommandAnswer(true, [.. LineTable.Of(lab.Laboratory, line.Valves), .. await TripsAsync()])
        : CommandAnswer.No("the line did not answer");

    /// <summary>Looks ahead.</summary>
    public async Task<CommandAnswer> PreviewAsync(string id, OperatorCommandLine line)
    {
        var close = line.Words is ["close", _, ..];
        var valve = string.Join(' ', line.Words is ["close" or "open", _, ..] ? line.Words[1..] : line.Words);
        if (valve.Length == 0)
            throw line.Wrong();
        return await lab.TellLineAsync(new PreviewValve($"operator-{id}", valve, !close)) switch
        {
            PreviewIs { Refusal.Length: 0 } preview => CommandAnswer.Yes(preview.Lines),
            PreviewIs preview => CommandAnswer.No([.. preview.Lines, $"it would be refused: {preview.Refusal}"]),
            var other => CommandAnswer.Unexpected(Line, other),
        };
    }

    /// <summary>Opens or closes a valve.</summary>
    public async Task<CommandAnswer> ActuateAsync(string id, string valve, bool open, string by, string why) =>
        await lab.TellLineAsync(new Actuate($"operator-{id}", valve, "", open, by, why)) switch
        {
            Actuated actuated => CommandAnswer.Yes($"{actuated.Valve} is {(actuated.Open ? "open" : "closed")}{(actuated.Changed ? "" : " already")}"),
            ActuationRefused { Kind: Refusal.Fault } failed => CommandAnswer.No($"failed: {failed.Reason}"),
            ActuationRefused refused => CommandAnswer.No($"refused: {refused.Reason}"),
            var other => CommandAnswer.Unexpected(Line, other),
        };

    /// <summary>Puts a software lock on, or takes it off.</summary>
    public async Task<CommandAnswer> LockAsync(string id, string valve, bool locked, string by, string why) =>
        await lab.TellLineAsync(new SetLock($"operator-{id}", valve, "", locked, by, why)) switch
        {
            ValveIs { State: null } => NoValve(valve),
            ValveIs state => CommandAnswer.Yes($"{state.Valve} is {(state.Locked ? "locked" : "not locked")}"),
            var other => CommandAnswer.Unexpected(Line, other),
        };

    /// <summary>Disables a valve, or enables it.</summary>
    public async Task<CommandAnswer> EnableAsync(string id, string valve, bool enabled, string by, string why) =>
        await lab.TellLineAsync(new EnableValve($"operator-{id}", valve, enabled, by, why)) switch
        {
            ValveIs { State: null } => NoValve(valve),
            ValveIs { Failure.Length: > 0 } failed => CommandAnswer.No($"failed: {failed.Failure}; it is {failed.State}"),
            ValveIs state => CommandAnswer.Yes($"{state.Valve} is {(state.Disabled ? "disabled" : "enabled")} and {state.State}"),
            var other => CommandAnswer.Unexpected(Line, other),
        };

    /// <summary>Opens and closes a valve by itself.</summary>
    public async Task<CommandAnswer> SequenceAsync(string id, OperatorCommandLine line, string by, string why)
    {
        // A description may have spaces, so the numbers are counted from the end.
        var (count, words) = (line.Command.Name == "line sample" ? 1 : 3, line.Words);
        if (words.Length <= count)
            throw line.Wrong();
        double[] numbers = [.. words[^count..].Select(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw line.Wrong())];
        var valve = string.Join(' ', words[..^count]);
        var (times, open, closed) = count == 1 ? (1, numbers[0], 0) : ((int)Math.Clamp(numbers[0], -1, int.MaxValue), numbers[1], numbers[2]);
        return await lab.TellLineAsync(new RunSequence($"operator-{id}", valve, times, open, closed, by, why)) switch
        {
            SequenceIs { Refusal.Length: 0 } begun => CommandAnswer.Yes(string.Create(
                CultureInfo.InvariantCulture, $"{begun.Valve} opens and closes{(times == 1 ? "" : $" {times} times")}; 'close {begun.Valve}' ends it, and how it ends is told in the log")),
            SequenceIs refused => CommandAnswer.No($"refused: {refused.Refusal}"),
            var other => CommandAnswer.Unexpected(Line, other),
        };
    }

    /// <summary>Takes a step of changing samples.</summary>
    public async Task<CommandAnswer> ChangeAsync(string id, string step, string by, string why) =>
        await lab.TellSampleChangerAsync(new SampleChangeProtocol.Change($"operator-{id}", step, by, why)) is SampleChangeProtocol.Ended ended
            ? new CommandAnswer(ended.Done, [.. ended.Lines, ended.Done ? $"{step}: done" : $"{step}: not done"])
            : CommandAnswer.No("the sample changer did not answer");

    /// <summary>Resets a trip.</summary>
    public async Task<CommandAnswer> ResetAsync(string trip, string by, string why) => await lab.TellTripsAsync(new TripProtocol.ResetTrip(trip, by, why)) switch
    {
        TripProtocol.Reset reset => new CommandAnswer(reset.Done, reset.Lines),
        _ => CommandAnswer.No($"there is no trip '{trip}'"),
    };

    /// <summary>What is read at intervals.</summary>
    public async Task<CommandAnswer> MonitorAsync() => await lab.TellMonitorAsync(MonitorProtocol.GetValues.Instance) is MonitorProtocol.ValuesAre { Values: { IsEmpty: false } values }
        ? CommandAnswer.Yes([.. values.Select(v => $"{v.Kind,-9} {v.Name,-24} {v.What,-12} {v.Words}{(v.Simulated ? " (simulated)" : "")}".TrimEnd())])
        : CommandAnswer.Yes("nothing is read at intervals: no gauge, pump, heater or cold trap of this node is on a device of lab.yaml");

    private async Task<IEnumerable<string>> TripsAsync() => await lab.TellTripsAsync(TripProtocol.GetTrips.Instance) is TripProtocol.TripsAre { Trips: { IsEmpty: false } trips }
        ? trips.SelectMany(LineTable.Of)
        : [];

    private static CommandAnswer NoValve(string valve) => CommandAnswer.No($"there is no valve '{valve}'");
}
