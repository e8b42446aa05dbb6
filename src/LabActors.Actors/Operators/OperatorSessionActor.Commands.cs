using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Operators;

/// <summary>Commands: one after the other, but for one that waits for the answer to a question; each with the files that came before it.</summary>
public sealed partial class OperatorSessionActor
{
    // Parts of the files of a command: far more than the largest files have when they are compressed.
    private const int MostParts = 400;

    private readonly Queue<(Do Command, ImmutableArray<SentFile> Files)> _commands = new();
    private readonly List<byte[]> _files = [];
    private Answer? _lastAnswer;
    private bool _works;

    private void ReceiveCommands()
    {
        Receive<FilePart>(OnFilePart);
        Receive<Do>(OnDo);
        Receive<Done>(done =>
        {
            _works &= done.WasAside;
            _lastAnswer = new Answer(done.Number, done.Result.Done, done.Result.Lines);
            _order.Console.Tell(_lastAnswer);
            NextCommand();
        });
    }

    private void OnFilePart(FilePart part)
    {
        HeardOf();
        if (part.Part == 1)
            _files.Clear();
        if (_files.Count < MostParts)
            _files.Add(part.Bytes);
    }

    private void OnDo(Do command)
    {
        HeardOf();
        if (_lastAnswer is { } answered && answered.Number == command.Number)
        {
            _order.Console.Tell(answered);
            return;
        }

        if (_commands.Count >= Window)
        {
            _order.Console.Tell(new Answer(command.Number, false, ["refused: too many commands wait already"]));
            return;
        }

        try
        {
            _commands.Enqueue((command, _files.Count == 0 ? [] : SentFile.Read(_files)));
        }
        catch (SerializationException wrong)
        {
            _order.Console.Tell(new Answer(command.Number, false, [wrong.Message]));
        }

        _files.Clear();
        NextCommand();
    }

    private void NextCommand()
    {
        if (_works || _commands.Count == 0 || !IsStillKnown())
            return;
        var (command, files) = _commands.Dequeue();

        // What waits for the answer to a question must not keep the answer waiting.
        var aside = OperatorCommands.MayWait(command.Line);
        _works = !aside;
        _order.Commands.DoAsync(command.Line, files).PipeTo(
            Self,
            success: result => new Done(command.Number, result, aside),
            failure: fault =>
            {
                _log.Error(fault, "The command {Line} of {User} failed", command.Line, _order.Who.By);
                return new Done(command.Number, CommandAnswer.No($"failed: {fault.Message}"), aside);
            });
        if (aside)
            NextCommand();
    }

    /// <summary>Who was taken out is out at once, and who has another role has it from the next command on.</summary>
    private bool IsStillKnown()
    {
        if (_order.Role() is { } role)
        {
            _order.Commands.Becomes(role);
            return true;
        }

        End($"{_order.Who.User} is no longer in the users' file, or has another token there, or the file has an error");
        return false;
    }

    private sealed record Done(long Number, CommandAnswer Result, bool WasAside);
}
