using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution.Commands;

/// <summary>Commands that concern the run's own records: messages, time zero, fits, conditionals; and those that end it.</summary>
internal static class RecordCommands
{
    public static CommandPlan? Plan(CommandCall call) => call.Request.Name switch
    {
        "info" => Note(call, "info", call.Args.Text("message")),
        "cancel" or "exit" => new CommandPlan.EndRun(new RunEnding(
            "canceled", $"{call.Request.Name}() in {call.Where}", EndsQueue: true, PostEquilibration: true)),
        "abort" => new CommandPlan.EndRun(new RunEnding("aborted", $"abort() in {call.Where}", EndsQueue: false, PostEquilibration: false)),
        "gosub" or "extraction_gosub" or "gosub_end" or "define_hops" or "set_isotope_group" or "coincidence" => CommandPlan.None,
        "waitfor" => WaitFor(call, "func_or_tuple", "check_period", until: true),
        "safe_while" => WaitFor(call, "func", "period", until: false),
        "set_time_zero" => new CommandPlan.Answer(
            Json.Null, [new MeasurementEvents.TimeZeroSet(call.Now, call.Now.AddSeconds(call.Args.Number("offset")))]),
        "reset_data" => new CommandPlan.Answer(Json.Null, [new MeasurementEvents.MeasurementReset(call.Now)]),
        "set_intensity_scalar" => new CommandPlan.Answer(
            Json.Of(false),
            [new MeasurementEvents.IntensityScalarRequested(call.Now, call.Args.Number("v", 1))]),
        "is_last_run" => new CommandPlan.Answer(Json.Of(call.Run.Started!.IsLast), []),
        "set_fits" => Fits(call, [.. call.Instrument.Isotopes.Select(i => i.Name)], fits => new MeasurementEvents.FitsSet(call.Now, fits)),
        "set_baseline_fits" => Fits(call, [.. call.Instrument.Detectors.Select(d => d.Name)], fits => new MeasurementEvents.BaselineFitsSet(call.Now, fits)),
        "add_termination" or "add_cancelation" or "add_truncation" or "add_action" => Add(call),
        "clear_conditionals" or "clear_terminations" or "clear_truncations" or "clear_actions" => new CommandPlan.Answer(
            Json.Null, [new ConditionalEvents.ConditionalsCleared(call.Now, ScriptConditional.KindsCleared(call.Request.Name))]),
        _ => null,
    };

    private static CommandPlan Note(CommandCall call, string level, string text) =>
        new CommandPlan.Answer(Json.Null, [new RunNoted(call.Now, level, text)]);

    /// <summary>Names are looked at here too: a script may put its conditional together while it runs.</summary>
    private static CommandPlan Add(CommandCall call)
    {
        var (conditional, problem) = ScriptConditional.Added(call.Request.Name, call.Args.Values, call.Request.File, call.Request.Line);
        if (conditional is null)
            return new CommandPlan.Refuse($"{call.Request.Name}: {problem}");
        var unknown = ConditionalChecks.NameFaults(conditional, ConditionVocabulary.Of(call.Services.Lab, call.Instrument)).FirstOrDefault(p => p.IsError);
        return unknown is null
            ? new CommandPlan.Answer(Json.Null, [new ConditionalEvents.ConditionalAdded(call.Now, conditional)])
            : new CommandPlan.Refuse($"{call.Request.Name}: {unknown.Message}");
    }

    private static CommandPlan WaitFor(CommandCall call, string function, string period, bool until) =>
        call.Args.Values.GetValueOrDefault(function) is { ValueKind: JsonValueKind.Object } callable
        && callable.TryGetProperty("$callable", out var handle)
            ? new CommandPlan.Child(WaitForActor.Props(new WaitForActor.Order(
                call.Key,
                $"{call.Request.Name} in {call.Where}",
                handle.GetInt64(),
                TimeSpan.FromSeconds(Math.Max(0.1, call.Args.Number(period, 1))),
                call.Args.Seconds("timeout"),
                until)
            {
                Resumed = call.Resumed is { } record
                    ? new WaitForActor.Progress(record.Request.At, record.CallBacks.Length, record.CallBacks.LastOrDefault()?.Ended)
                    : null,
            }))
            : new CommandPlan.Refuse($"{call.Request.Name}: a function was expected; (device, method, test) needs named devices, which this laboratory does not have");

    private static CommandPlan Fits(
        CommandCall call, ImmutableArray<string> names, Func<ImmutableDictionary<string, FitSetting>, LabActors.Core.Journal.IJournalEvent> fact) =>
        new CommandPlan.Answer(Json.Null, [fact(ScriptFits.Of(call.Args.Values, names))]);
}
