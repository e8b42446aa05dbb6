using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Execution;
using LabActors.Console.Session;
using LabActors.Core.Execution;

namespace LabActors.Console.Typing;

/// <summary>
/// Does what is typed at the console of a queue that runs. Edits name the versions of rows as they were listed last: whoever acts on a list that is
/// no longer true is told what was changed since, by whom, and then sees the queue anew. One command at a time.
/// </summary>
/// <param name="by">Who types, in the journal.</param>
public sealed class QueueCommands(ILabSession session, string by)
{
    private QueueProgress? _seen;

    /// <summary>True when a line is a command.</summary>
    public static bool Knows(string line) => QueueCommand.Of(line) is not null;

    /// <summary>Does what a line says.</summary>
    /// <returns>What is to be told, line by line.</returns>
    public async Task<ImmutableArray<string>> DoAsync(string line)
    {
        if (QueueCommandLine.Read(line) is not { } command)
            return [$"there is no command '{line.Trim()}'; help lists them"];
        try
        {
            return await DoAsync(command);
        }
        catch (FormatException wrong)
        {
            return [wrong.Message];
        }
    }

    private Task<ImmutableArray<string>> DoAsync(QueueCommandLine line) => line.Command.Name switch
    {
        "help" => Task.FromResult<ImmutableArray<string>>([.. QueueCommand.All.Select(command => $"{command.Form,-32} {command.Meaning}")]),
        "rows" => RowsAsync(line),
        "edits" => EditsAsync(),
        "undo" => TellAsync(new QueueProtocol.Undo(line.Has("mine") ? by : null, by, line.Why)),
        "pause" => TellAsync(line.Has("wait") ? new QueueProtocol.PauseWait(by) : Alone(line, new QueueProtocol.Pause(by))),
        "resume" => TellAsync(line.Has("wait") ? new QueueProtocol.ResumeWait(by) : Alone(line, new QueueProtocol.Resume(by))),
        "continue" => TellAsync(Alone(line, new QueueProtocol.ContinueDelay(by))),
        "delay" => TellAsync(new QueueProtocol.ChangeDelay(line.Number(), by)),
        "truncate" => TellAsync(new QueueProtocol.TruncateRun(line.Has("quick"), by)),
        "abort run" => TellAsync(Alone(line, new QueueProtocol.AbortRun(by, line.Why.Length > 0 ? line.Why : "by command"))),
        "stop" => TellAsync(Alone(line, new QueueProtocol.Stop("at-completion", by, line.Why))),
        "quick stop" => QuickStopAsync(Alone(line, line.Why.Length > 0 ? line.Why : "by command")),
        _ => EditAsync(line),
    };

    private static T Alone<T>(QueueCommandLine line, T message) => line.Words.IsEmpty ? message : throw line.Wrong();

    private async Task<ImmutableArray<string>> RowsAsync(QueueCommandLine line)
    {
        if (line.Words.Length > 1)
            throw line.Wrong();
        _seen = null;
        return await SeenAsync() is { } queue ? QueueListing.Rows(queue, line.Words.FirstOrDefault()) : [NoQueue];
    }

    private async Task<ImmutableArray<string>> EditsAsync() =>
        await session.TellQueueAsync(new QueueProtocol.GetQueue()) is QueueProtocol.QueueIs { Queue: var queue } ? QueueListing.Edits(queue) : [NoQueue];

    private async Task<ImmutableArray<string>> EditAsync(QueueCommandLine line) =>
        await SeenAsync() is { } queue ? await TellAsync(new QueueProtocol.Edit(line.Edit(queue), by, line.Why)) : [NoQueue];

    private async Task<ImmutableArray<string>> QuickStopAsync(string why)
    {
        var stopped = await session.QuickStopAsync(by, why);
        return [stopped.Safe ? "quick stop: the instruments are safe" : $"quick stop: {stopped.Summary}"];
    }

    private async Task<ImmutableArray<string>> TellAsync(object message)
    {
        var answer = await session.TellQueueAsync(message);
        if (answer is QueueProtocol.Edited or QueueProtocol.EditRefused)
            _seen = null;
        return answer switch
        {
            QueueProtocol.Accepted accepted => [$"{accepted.What}: done"],
            QueueProtocol.Refused refused => [$"{refused.What} refused: {refused.Reason}"],
            QueueProtocol.Edited edited =>
            [
                edited.Number > 0 && message is QueueProtocol.Edit ? string.Create(CultureInfo.InvariantCulture, $"edit {edited.Number}: {edited.What}") : edited.What,
                .. edited.Warnings.Select(warning => warning.ToString()),
            ],
            QueueProtocol.EditRefused { Refusal: var refusal } => [$"refused: {refusal.Reason}"],
            _ => [$"the queue answered {answer}"],
        };
    }

    private async Task<QueueProgress?> SeenAsync() =>
        _seen ??= (await session.TellQueueAsync(new QueueProtocol.GetQueue()) as QueueProtocol.QueueIs)?.Queue;

    private const string NoQueue = "no queue is under way";
}
