using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Console.Commands;
using LabActors.Console.Session;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.Actors;

/// <summary>
/// Lets whoever sits at the console answer questions. Hears of questions by the event stream, reads lines while one is open (<c>ANSWER</c>, or
/// <c>NAME=ANSWER</c> when several are) and passes them on; an answer that is not taken is told with its reason. Persists nothing, holds
/// nothing up, dies with the node.
/// </summary>
public sealed class AnswersActor : ReceiveActor
{
    private readonly IAnswerInput _input;
    private readonly HashSet<string> _open = [];
    private CancellationTokenSource? _reading;

    public AnswersActor(IAnswerInput input, ILabSession session, string by, Action<string> tell)
    {
        _input = input;
        Receive<ConsoleProtocol.Watch>(_ => Sender.Tell(new ConsoleProtocol.Watching()));
        Receive<JournaledEvent>(j => Heard(j.Event));
        Receive<Line>(line =>
        {
            if (line.Text is not { } text)
                return;
            var (question, option) = text.IndexOf('=') is > 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : ("", text.Trim());
            session.AnswerAsync(question, option, by).PipeTo(Self, success: reason => new Answered(reason), failure: e => new Answered(e.Message));
        });
        Receive<Answered>(a =>
        {
            if (a.Reason.Length > 0)
                tell(a.Reason);
            ReadIfOpen();
        });
    }

    /// <summary>Answers of a console.</summary>
    /// <param name="by">Who answers, in the journal.</param>
    /// <param name="tell">Tells the person why an answer was not taken.</param>
    public static Props Props(IAnswerInput input, ILabSession session, string by, Action<string> tell) =>
        Akka.Actor.Props.Create(() => new AnswersActor(input, session, by, tell));

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _reading?.Cancel();
    }

    private void Heard(Core.Journal.IJournalEvent journalEvent)
    {
        switch (journalEvent)
        {
            case DecisionEvents.DecisionAsked asked:
                _open.Add(asked.Id);
                if (_open.Count == 1)
                    ReadIfOpen();
                break;
            case DecisionEvents.DecisionMade made when _open.Remove(made.Id) && _open.Count == 0:
                _reading?.Cancel();
                break;
        }
    }

    private void ReadIfOpen()
    {
        if (_open.Count == 0)
            return;
        _reading?.Cancel();
        _reading = new CancellationTokenSource();
        _input.ReadLineAsync(_reading.Token).PipeTo(Self, success: text => new Line(text), failure: _ => new Line(null));
    }

    private sealed record Line(string? Text);

    private sealed record Answered(string Reason);
}
