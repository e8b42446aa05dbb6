using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Safety;
using LabActors.Core.Execution;
using LabActors.Core.Operators;

namespace LabActors.Actors.Operators;

/// <summary>
/// Does what one operator types, and journals who, from where and why. Edits name the versions of rows as they were listed last: whoever acts on a list that is
/// no longer true is told what was changed since, by whom, and then sees the queue anew. One command at a time.
/// </summary>
/// <param name="instrument">Whose queue is meant.</param>
public sealed class OperatorCommands(IOperatedLab lab, string instrument, OperatorIdentity who)
{
    private const string NoQueue = "no queue is under way";
    private const string NoInstrument = "this node drives no instrument";
    private readonly OperatorLine _line = new(lab);
    private OperatorIdentity _who = who;
    private QueueProgress? _seen;
    private int _given;

    private string By => _who.By;

    /// <summary>From the next command on the operator has this role.</summary>
    public void Becomes(OperatorRole role) => _who = _who with { Role = role };

    /// <summary>True when a line is a command.</summary>
    public static bool Knows(string line) => OperatorCommand.Of(line) is not null;

    /// <summary>True when the answer to a line may wait for somebody who answers a question.</summary>
    public static bool MayWait(string line) => OperatorCommand.Of(line) is { Command.MayWait: true };

    /// <summary>Does what a line says.</summary>
    /// <param name="files">What goes with it, of the computer on which it was typed.</param>
    public async Task<CommandAnswer> DoAsync(string line, ImmutableArray<SentFile> files)
    {
        if (OperatorCommandLine.Read(line) is not { } command)
            return CommandAnswer.No($"there is no command '{line.Trim()}'; help lists them");
        var id = string.Create(CultureInfo.InvariantCulture, $"{_who.Session}-{++_given}");
        if (_who.Role < command.Command.Least)
            return await DenyAsync(id, line, $"{command.Command.Name} is for role {OperatorRoles.Word(command.Command.Least)}, and {_who.User} is {OperatorRoles.Word(_who.Role)}");
        if (command.Command.OnlyLooks)
            return await TryAsync(id, command, files);
        await lab.TellOperatorJournalAsync(new OperatorJournalProtocol.Give(id, _who, line.Trim(), command.Why));
        var answer = await TryAsync(id, command, files);
        await lab.TellOperatorJournalAsync(new OperatorJournalProtocol.Answer(id, answer.Done, string.Join('\n', answer.Lines)));
        return answer;
    }

    private async Task<CommandAnswer> DenyAsync(string id, string line, string reason)
    {
        await lab.TellOperatorJournalAsync(new OperatorJournalProtocol.Deny(id, _who, line.Trim(), reason));
        return CommandAnswer.No($"denied: {reason}");
    }

    private async Task<CommandAnswer> TryAsync(string id, OperatorCommandLine command, ImmutableArray<SentFile> files)
    {
        try
        {
            return await DoAsync(id, command, files);
        }
        catch (FormatException wrong)
        {
            return CommandAnswer.No(wrong.Message);
        }
        catch (Akka.Actor.AskTimeoutException)
        {
            return CommandAnswer.No($"{command.Command.Name}: no answer; whether it was done is not known");
        }
    }

    private Task<CommandAnswer> DoAsync(string id, OperatorCommandLine line, ImmutableArray<SentFile> files) => line.Command.Name switch
    {
        "help" => Task.FromResult(new CommandAnswer(true, [.. OperatorCommand.All.Select(command => $"{command.Form,-32} {command.Meaning}")])),
        "status" => StatusAsync(),
        "queues" => EachAsync(QueueListing.Queues),
        "runs" => EachAsync(QueueListing.Runs),
        "gauges" => lab.ReadGaugesAsync(),
        "device" => lab.ReadDeviceAsync(line.Something()),
        "device trace" => line.Words is [.. var traced, var count] && traced.Length > 0 && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? lab.TraceDeviceAsync(string.Join(' ', traced), last)
            : lab.TraceDeviceAsync(line.Something(), null),
        "doctor" => lab.LookAtDevicesAsync(),
        "device send" => line.Words is [.. var device, var text] && device.Length > 0 ? lab.SendToDeviceAsync(string.Join(' ', device), text) : throw line.Wrong(),
        "start" => lab.StartAsync(Files(line, files), By),
        "take" => Files(line, files) is [var file] ? TellAsync(new QueueProtocol.FileSaved(file.Path, file.Text, By)) : throw line.Wrong(),
        "rows" => RowsAsync(line),
        "edits" => EditsAsync(),
        "line" => Alone(line, _line).StateAsync(),
        "line preview" => _line.PreviewAsync(id, line),
        "line monitor" => _line.MonitorAsync(),
        "line disable" or "line enable" => _line.EnableAsync(id, line.Something(), line.Command.Name == "line enable", By, Why(line)),
        "line sample" or "line cycle" => _line.SequenceAsync(id, line, By, Why(line)),
        "line change" => _line.ChangeAsync(id, line.Something(), By, line.Why),
        "line reset" => _line.ResetAsync(line.Something(), By, line.Why),
        "questions" => QuestionsAsync(),
        "undo" => TellAsync(new QueueProtocol.Undo(line.Has("mine") ? By : null, By, line.Why)),
        "pause" => TellAsync(line.Has("wait") ? new QueueProtocol.PauseWait(By) : Alone(line, new QueueProtocol.Pause(By))),
        "resume" => TellAsync(line.Has("wait") ? new QueueProtocol.ResumeWait(By) : Alone(line, new QueueProtocol.Resume(By))),
        "continue" => TellAsync(Alone(line, new QueueProtocol.ContinueDelay(By))),
        "delay" => TellAsync(new QueueProtocol.ChangeDelay(line.Number(), By)),
        "truncate" => TellAsync(new QueueProtocol.TruncateRun(line.Has("quick"), By)),
        "abort run" => TellAsync(Alone(line, new QueueProtocol.AbortRun(By, Why(line)))),
        "cancel" => TellAsync(Alone(line, new QueueProtocol.Stop("cancel", By, Why(line)))),
        "abort" => TellAsync(Alone(line, new QueueProtocol.Stop("abort", By, Why(line)))),
        "stop" => TellAsync(Alone(line, new QueueProtocol.Stop("at-completion", By, line.Why))),
        "quick stop" => QuickStopAsync(Alone(line, Why(line))),
        "decide" => DecideAsync(line.Something()),
        "open" or "close" => _line.ActuateAsync(id, line.Something(), line.Command.Name == "open", By, Why(line)),
        "lock" or "unlock" => _line.LockAsync(id, line.Something(), line.Command.Name == "lock", By, Why(line)),
        "laser off" => LaserOffAsync(id, line.Rest),
        "node drain" => DrainAsync(line),
        "take-over" => line.Words is [var node, .. var things] ? lab.TakeOverAsync(node, string.Join(' ', things), By, line.Why) : throw line.Wrong(),
        _ => EditAsync(line),
    };

    private static T Alone<T>(OperatorCommandLine line, T message) => line.Words.IsEmpty ? message : throw line.Wrong();

    private static string Why(OperatorCommandLine line) => line.Why.Length > 0 ? line.Why : "by command";

    private async Task<CommandAnswer> StatusAsync() =>
        new(true, [.. lab.NodeLines, .. await LabStatus.LinesAsync(lab), .. (await QuestionsAsync()).Lines]);

    private static ImmutableArray<SentFile> Files(OperatorCommandLine line, ImmutableArray<SentFile> files) => files.IsDefaultOrEmpty ? throw line.Wrong() : files;

    /// <summary>Lines of every execution, and of its queue that runs.</summary>
    private async Task<CommandAnswer> EachAsync(Func<string, ExecutionProgress, IEnumerable<QueueProgress>, IEnumerable<string>> lines)
    {
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var name in lab.Instruments)
            told.AddRange(lines(name, await lab.ExecutionAsync(name), await lab.QueuesAsync(name)));
        return new CommandAnswer(true, told.ToImmutable());
    }

    private async Task<CommandAnswer> RowsAsync(OperatorCommandLine line)
    {
        if (line.Words.Length > 1)
            throw line.Wrong();
        _seen = null;
        return await SeenAsync() is { } queue ? new CommandAnswer(true, QueueListing.Rows(queue, line.Words.FirstOrDefault())) : CommandAnswer.No(NoQueue);
    }

    private async Task<CommandAnswer> EditsAsync() =>
        await QueueAsync(instrument) is { } queue ? new CommandAnswer(true, QueueListing.Edits(queue)) : CommandAnswer.No(NoQueue);

    private async Task<CommandAnswer> QuestionsAsync() =>
        await lab.TellDecisionsAsync(new DecisionProtocol.GetOpen()) is DecisionProtocol.OpenAre { Questions: { IsEmpty: false } open }
            ? new CommandAnswer(true, [.. open.Select(q => $"question {q.Name}: {q.Text} [{string.Join(", ", q.Options)}; {q.Default} without an answer]")])
            : CommandAnswer.Yes("no question is open");

    private async Task<CommandAnswer> DecideAsync(string text)
    {
        var (question, option) = text.IndexOf('=') is > 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : ("", text.Trim());
        return await lab.TellDecisionsAsync(new DecisionProtocol.Answer(question, option, By)) switch
        {
            DecisionProtocol.AnswerTaken taken => CommandAnswer.Yes($"{taken.Name}: {taken.Option}"),
            DecisionProtocol.AnswerRefused refused => CommandAnswer.No(refused.Reason),
            var other => Unexpected("the questions", other),
        };
    }

    private async Task<CommandAnswer> EditAsync(OperatorCommandLine line) =>
        await SeenAsync() is { } queue ? await TellAsync(new QueueProtocol.Edit(line.Edit(queue), By, line.Why)) : CommandAnswer.No(NoQueue);

    private async Task<CommandAnswer> QuickStopAsync(string why) => await lab.QuickStopAsync(By, why) switch
    {
        SafetyProtocol.MadeSafe { Safe: true } => CommandAnswer.Yes("quick stop: the instruments are safe"),
        SafetyProtocol.MadeSafe made => CommandAnswer.No($"quick stop: {made.Summary}"),
        _ => CommandAnswer.No("quick stop: what protects was begun; what came of it is not known, since it could not be journaled"),
    };

    /// <summary>Switching off is asked of every device, whatever another has answered.</summary>
    private async Task<CommandAnswer> LaserOffAsync(string id, string device)
    {
        ImmutableArray<string> devices = device.Length == 0 ? lab.ExtractionDevices : [.. lab.ExtractionDevices.Where(d => d == device)];
        if (devices.IsEmpty)
            return CommandAnswer.No(device.Length == 0 ? "there is no extraction device" : $"found '{device}'; {string.Join(", ", lab.ExtractionDevices)} was expected");
        var answers = await Task.WhenAll(devices.Select(async d => (Device: d, Answer: await lab.TellExtractionDeviceAsync(d, new InstrumentProtocol.SetEnabled($"operator-{id}-{d}", false)))));
        return new CommandAnswer(
            answers.All(a => a.Answer is InstrumentProtocol.Done),
            [.. answers.Select(a => $"{a.Device}: {(a.Answer is InstrumentProtocol.Refused refused ? $"not off: {refused.Reason}" : "off")}")]);
    }

    private Task<CommandAnswer> DrainAsync(OperatorCommandLine line) => line.Words switch
    {
        [var node] => lab.DrainNodeAsync(node, null, By, line.Why),
        [var node, "hold"] => lab.DrainNodeAsync(node, true, By, line.Why),
        [var node, "finish"] => lab.DrainNodeAsync(node, false, By, line.Why),
        _ => throw line.Wrong(),
    };

    private async Task<CommandAnswer> TellAsync(object message)
    {
        if (instrument.Length == 0)
            return CommandAnswer.No(NoInstrument);
        var answer = await lab.TellQueueAsync(instrument, message);
        if (answer is QueueProtocol.Edited or QueueProtocol.EditRefused)
            _seen = null;
        return answer switch
        {
            QueueProtocol.Accepted accepted => CommandAnswer.Yes($"{accepted.What}: done"),
            QueueProtocol.Refused refused => CommandAnswer.No($"{refused.What} refused: {refused.Reason}"),
            QueueProtocol.Edited edited => CommandAnswer.Yes(
            [
                edited.Number > 0 && message is QueueProtocol.Edit ? string.Create(CultureInfo.InvariantCulture, $"edit {edited.Number}: {edited.What}") : edited.What,
                .. edited.Warnings.Select(warning => warning.ToString()),
            ]),
            QueueProtocol.EditRefused { Refusal: var refusal } => CommandAnswer.No($"refused: {refusal.Reason}"),
            _ => Unexpected("the queue", answer),
        };
    }

    private static CommandAnswer Unexpected(string asked, object answer) => CommandAnswer.Unexpected(asked, answer);

    private async Task<QueueProgress?> SeenAsync() => _seen ??= await QueueAsync(instrument);

    private Task<QueueProgress?> QueueAsync(string name) => name.Length == 0 ? throw new FormatException(NoInstrument) : LabStatus.QueueAsync(lab, name);
}
