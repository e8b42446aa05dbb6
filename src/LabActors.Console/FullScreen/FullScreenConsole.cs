using System.Collections.Immutable;
using System.Threading.Channels;
using LabActors.Actors.Operators;
using LabActors.Console.Actors;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Console.View;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using Spectre.Console;

namespace LabActors.Console.FullScreen;

/// <summary>
/// The full screen: takes updates and keys, draws at most twenty times a second of real time and only what changed, and sends commands. It keeps nothing of the laboratory but the newest view. What comes before the
/// screen and after it is lines.
/// </summary>
/// <param name="terminal">Its size, and what it can show.</param>
/// <param name="keys">Keys as they are pressed.</param>
internal sealed class FullScreenConsole(IAnsiConsole terminal, TextWriter output, ChannelReader<ConsoleKeyInfo> keys, TimeProvider time) : IConsoleRenderer
{
    private const string Stays = "this is the node itself, which ends with its queue: C cancels that; a node that goes on without a console is ./lab node";
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan GaugesEvery = TimeSpan.FromSeconds(5);

    private readonly Channel<Func<UiState, UiState>> _told = Channel.CreateUnbounded<Func<UiState, UiState>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<ImmutableArray<string>> _gaugesRead = Channel.CreateUnbounded<ImmutableArray<string>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PlainConsole _lines = new(terminal, output);
    private UiState _ui = UiState.Begin;
    private LabView _view = LabView.Empty;
    private ImmutableArray<string> _gauges = [];
    private (DateTimeOffset Laboratory, long Real) _heard;
    private long? _gaugesAsked;
    private volatile bool _isShown;

    /// <inheritdoc/>
    public bool TakesKeys => true;

    /// <inheritdoc/>
    public Channel<ConsoleUpdate> CreateChannel() => Channel.CreateBounded<ConsoleUpdate>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    /// <inheritdoc/>
    public void Tell(string message)
    {
        if (_isShown)
            _told.Writer.TryWrite(ui => ui.Tell(message));
        else
            _lines.Tell(message);
    }

    /// <inheritdoc/>
    public void ShowProblems(IEnumerable<Problem> problems) => _lines.ShowProblems(problems);

    /// <inheritdoc/>
    public void ShowPlan(RecoveryPlan plan) => _lines.ShowPlan(plan);

    /// <inheritdoc/>
    public void ShowOutcome(LabOutcome outcome, LabDescription? laboratory) => _lines.ShowOutcome(outcome, laboratory);

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, ConsoleSeat seat)
    {
        _heard = (time.GetUtcNow(), time.GetTimestamp());
        using var screen = new AlternateScreen(output);
        using var frames = new PeriodicTimer(Frame);
        _isShown = true;
        try
        {
            CellBuffer? shown = null;
            var second = DateTimeOffset.MinValue;
            do
            {
                var isNew = Hear(updates);
                var pressed = Press(seat, laboratory.Line);
                if (pressed == Pressed.Leave)
                    return;
                if (pressed == Pressed.Redraw || screen.TakeStale())
                    shown = null;
                var now = Now(laboratory, seat);
                var (width, height) = (terminal.Profile.Width, terminal.Profile.Height);
                AskGauges(seat, width);
                if (!isNew && pressed == Pressed.Nothing && shown is not null && (now - second).Duration() < TimeSpan.FromSeconds(1) && (shown.Width, shown.Height) == (width, height))
                    continue;
                second = now;
                var next = ScreenDrawing.Draw(
                    new ScreenState(_view, laboratory, now, _ui, seat.Who, laboratory.Line, _gauges, terminal.Profile.Capabilities.Unicode) { Leave = seat.Leave }, width, height);
                if (ScreenChanges.Between(shown, next, terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors) is { Length: > 0 } changes)
                    screen.Write(changes);
                shown = next;
            }
            while (!updates.Completion.IsCompleted && await frames.WaitForNextTickAsync());
        }
        finally
        {
            _isShown = false;
        }
    }

    /// <summary>The clock may be ahead of the newest event, never behind it for long: events carry the time at which they became known.</summary>
    private DateTimeOffset Now(LabDescription laboratory, ConsoleSeat seat)
    {
        if (seat.Clock is not { } clock)
            return ScreenClock.Now(_heard.Laboratory, time.GetElapsedTime(_heard.Real), laboratory.Time);
        var now = clock.GetUtcNow();
        return _view.Now > now ? _view.Now.Value : now;
    }

    /// <summary>Takes what has come; false when nothing has.</summary>
    private bool Hear(ChannelReader<ConsoleUpdate> updates)
    {
        var isNew = false;
        while (updates.TryRead(out var update))
        {
            if (update.View.Now is { } at && at != _view.Now)
                _heard = (at, time.GetTimestamp());
            (_view, isNew) = (update.View, true);
        }

        while (_told.Reader.TryRead(out var tell))
            (_ui, isNew) = (tell(_ui), true);
        while (_gaugesRead.Reader.TryRead(out var gauges))
            (_gauges, isNew) = (gauges, true);
        return isNew;
    }

    private Pressed Press(ConsoleSeat seat, ImmutableArray<OperatorProtocol.LineJoin> line)
    {
        var pressed = Pressed.Nothing;
        while (keys.TryRead(out var key))
        {
            (_ui, var asked) = UiKeys.Press(_ui, key, _view, line);
            pressed = pressed == Pressed.Redraw ? pressed : Pressed.Something;
            switch (asked)
            {
                case UiCommand.Leave when seat.Leave == ConsoleLeave.Stays:
                    _ui = _ui.Tell(Stays);
                    break;
                case UiCommand.Leave:
                    return Pressed.Leave;
                case UiCommand.Redraw:
                    pressed = Pressed.Redraw;
                    break;
                case UiCommand.Do command when seat.Do is { } @do:
                    _ = DoAsync(@do, command.Line);
                    break;
                case UiCommand.Do command:
                    _ui = _ui.Answered(command.Line, CommandAnswer.No($"{command.Line}: this is a recording, and nobody can be told"));
                    break;
            }
        }

        return pressed;
    }

    private async Task DoAsync(Func<string, Task<CommandAnswer>> @do, string line)
    {
        CommandAnswer answer;
        try
        {
            answer = await @do(line);
        }
        catch (Exception fault)
        {
            answer = CommandAnswer.No($"{line}: {fault.Message}");
        }

        _told.Writer.TryWrite(ui => ui.Answered(line, answer));
    }

    /// <summary>The gauges are no part of the journal: they are asked for while they are shown.</summary>
    private void AskGauges(ConsoleSeat seat, int width)
    {
        if (seat.Do is not { } @do || !ScreenDrawing.ShowsLine(_ui, width, terminal.Profile.Height) || (_gaugesAsked is { } asked && time.GetElapsedTime(asked) < GaugesEvery))
            return;
        _gaugesAsked = time.GetTimestamp();
        _ = ReadGaugesAsync(@do);
    }

    private async Task ReadGaugesAsync(Func<string, Task<CommandAnswer>> @do)
    {
        try
        {
            _gaugesRead.Writer.TryWrite((await @do("gauges")).Lines);
        }
        catch (Exception fault)
        {
            _gaugesRead.Writer.TryWrite([$"not read: {fault.Message}"]);
        }
    }

    private enum Pressed
    {
        Nothing,
        Something,
        Redraw,
        Leave,
    }
}
