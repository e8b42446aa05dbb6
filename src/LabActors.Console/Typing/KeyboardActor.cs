using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Console.Actors;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Typing;

/// <summary>
/// Lets whoever sits at the console answer questions and command the queue. Hears of questions by the event stream. Reads one line after the other:
/// always, or only while a question is open where lines are not known to be for us. A line answers (<c>ANSWER</c>, or <c>NAME=ANSWER</c> when several
/// are open) or is a command of <see cref="OperatorCommand"/>s; what came of it is told. When the terminal cannot be read any more that is told too. Persists nothing, holds nothing up, dies with the node.
/// </summary>
public sealed class KeyboardActor : ReceiveActor
{
    private readonly ITypedLines _lines;
    private readonly IConsoleTold _told;
    private readonly Func<string, Task<CommandAnswer>> _do;
    private readonly bool _always;
    private readonly Dictionary<string, DecisionEvents.DecisionAsked> _open = [];
    private CancellationTokenSource? _reading;
    private bool _isOver;

    /// <summary>An actor that reads lines.</summary>
    public KeyboardActor(ITypedLines lines, Func<string, Task<CommandAnswer>> @do, bool always, IConsoleTold told)
    {
        (_lines, _do, _always, _told) = (lines, @do, always, told);
        Receive<ConsoleProtocol.Watch>(_ =>
        {
            Sender.Tell(new ConsoleProtocol.Watching());
            if (lines.IsPerson)
                told.Tell("type help and Enter for the commands");
            ReadOn();
        });
        Receive<JournaledEvent>(j => Heard(j.Event));
        Receive<ConsoleProtocol.Begin>(begin =>
        {
            _open.Clear();
            foreach (var journaled in begin.Events)
                Heard(journaled.Event);
        });
        Receive<Line>(line => Typed(line.Text));
        Receive<NoLine>(_ =>
        {
            _reading = null;
            ReadOn();
        });
        Receive<Unreadable>(unreadable =>
        {
            (_reading, _isOver) = (null, true);
            Context.GetLogger().Error(unreadable.Cause, "The keyboard cannot be read any more");
            told.Tell($"nothing can be typed any more ({unreadable.Cause.GetBaseException().Message}): the queue goes on; Ctrl-C cancels it");
        });
        Receive<Done>(done =>
        {
            if (done.Lines.Length > 0)
                _told.Tell(string.Join('\n', done.Lines));
            ReadOn();
        });
    }

    /// <summary>What is typed at a console.</summary>
    /// <param name="do">Does a command.</param>
    /// <param name="always">True where lines are for us whenever they come; false where they are only read while a question is open.</param>
    public static Props Props(ITypedLines lines, Func<string, Task<CommandAnswer>> @do, bool always, IConsoleTold told) =>
        Akka.Actor.Props.Create(() => new KeyboardActor(lines, @do, always, told));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        Context.System.EventStream.Subscribe(Self, typeof(ConsoleProtocol.Begin));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _reading?.Cancel();
    }

    private void Heard(IJournalEvent journalEvent)
    {
        switch (journalEvent)
        {
            case DecisionEvents.DecisionAsked asked:
                _open[asked.Id] = asked;
                ReadOn();
                break;
            case DecisionEvents.DecisionMade made when _open.Remove(made.Id) && _open.Count == 0 && !_always:
                _reading?.Cancel();
                break;
        }
    }

    private void ReadOn()
    {
        if (_isOver || _reading is not null || (_open.Count == 0 && !_always))
            return;
        var reading = _reading = new CancellationTokenSource();
        _lines.ReadLineAsync(reading.Token).PipeTo(
            Self,
            success: text => new Line(text),
            failure: e => reading.IsCancellationRequested ? NoLine.Instance : new Unreadable(e));
    }

    private void Typed(string? line)
    {
        _reading = null;
        _isOver = line is null;
        if (line is null)
            return;
        if (line.Trim().Length == 0)
        {
            ReadOn();
            return;
        }

        // What an answer did is told by what was journaled.
        var isAnswer = IsAnswer(line);
        _do(isAnswer ? $"decide {line.Trim()}" : line).PipeTo(
            Self,
            success: answer => new Done(isAnswer && answer.Done ? [] : answer.Lines),
            failure: e => new Done([e.Message]));

        // What waits for the answer to a question must not keep the answer from being typed.
        if (OperatorCommands.MayWait(line))
            ReadOn();
    }

    /// <summary>While a question is open a line answers it, unless it is a command and none of the answers.</summary>
    private bool IsAnswer(string line) =>
        _open.Count > 0
        && (_open.Values.Any(asked => asked.Options.Contains(line.Trim()) || asked.Name == line.Split('=')[0].Trim()) || !OperatorCommands.Knows(line));

    private sealed record Line(string? Text);

    private sealed record Unreadable(Exception Cause);

    private sealed record NoLine
    {
        public static NoLine Instance { get; } = new();
    }

    private sealed record Done(ImmutableArray<string> Lines);
}
