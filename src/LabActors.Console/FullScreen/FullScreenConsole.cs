using System.Collections.Immutable;
using System.Threading.Channels;
using LabActors.Actors.Operators;
using LabActors.Console.Actors;
using LabActors.Console.Session;
using LabActors.Console.View;
using Spectre.Console;

namespace LabActors.Console.FullScreen;

/// <summary>
/// The full screen of an attached console: takes updates and keys, draws at most twenty times a second of real time and only what changed, and sends commands. It keeps nothing of the laboratory but the newest view.
/// </summary>
/// <param name="terminal">Its size, and what it can show.</param>
/// <param name="keys">Keys as they are pressed.</param>
internal sealed class FullScreenConsole(IAnsiConsole terminal, TextWriter output, ChannelReader<ConsoleKeyInfo> keys, TimeProvider time)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan GaugesEvery = TimeSpan.FromSeconds(5);

    private readonly Channel<Func<UiState, UiState>> _told = Channel.CreateUnbounded<Func<UiState, UiState>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<ImmutableArray<string>> _gaugesRead = Channel.CreateUnbounded<ImmutableArray<string>>(new UnboundedChannelOptions { SingleReader = true });
    private UiState _ui = UiState.Begin;
    private LabView _view = LabView.Empty;
    private ImmutableArray<string> _gauges = [];
    private (DateTimeOffset Laboratory, long Real) _heard;
    private long? _gaugesAsked;

    /// <summary>A channel of which the newest view counts.</summary>
    public static Channel<ConsoleUpdate> CreateChannel() => Channel.CreateBounded<ConsoleUpdate>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    /// <summary>Tells a person what became of the line to the node; from any thread.</summary>
    public void Tell(string text) => _told.Writer.TryWrite(ui => ui.Tell(text));

    /// <summary>Shows what comes until a key leaves, or <paramref name="left"/> completes.</summary>
    /// <param name="to">What the console is attached to.</param>
    /// <param name="do">Sends a line to the node.</param>
    public async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, OperatorProtocol.Attached to, LabDescription laboratory, Func<string, Task<CommandAnswer>> @do, Task left)
    {
        _heard = (time.GetUtcNow(), time.GetTimestamp());
        using var screen = new AlternateScreen(output);
        using var frames = new PeriodicTimer(Frame);
        CellBuffer? shown = null;
        var second = DateTimeOffset.MinValue;
        do
        {
            var isNew = Hear(updates);
            var pressed = Press(@do, to);
            if (pressed == Pressed.Leave)
                return;
            if (pressed == Pressed.Redraw || screen.TakeStale())
                shown = null;
            var now = ScreenClock.Now(_heard.Laboratory, time.GetElapsedTime(_heard.Real), laboratory.Time);
            var (width, height) = (terminal.Profile.Width, terminal.Profile.Height);
            AskGauges(@do, width);
            if (!isNew && pressed == Pressed.Nothing && shown is not null && now - second < TimeSpan.FromSeconds(1) && (shown.Width, shown.Height) == (width, height))
                continue;
            second = now;
            var next = ScreenDrawing.Draw(
                new ScreenState(_view, laboratory, now, _ui, $"{to.User}, {to.Role}, at {to.Node}", to.Line, _gauges, terminal.Profile.Capabilities.Unicode), width, height);
            if (ScreenChanges.Between(shown, next, terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors) is { Length: > 0 } changes)
                screen.Write(changes);
            shown = next;
        }
        while (!left.IsCompleted && !updates.Completion.IsCompleted && await frames.WaitForNextTickAsync());
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

    private Pressed Press(Func<string, Task<CommandAnswer>> @do, OperatorProtocol.Attached to)
    {
        var pressed = Pressed.Nothing;
        while (keys.TryRead(out var key))
        {
            (_ui, var command) = UiKeys.Press(_ui, key, _view, to.Line);
            pressed = pressed == Pressed.Redraw ? pressed : Pressed.Something;
            switch (command)
            {
                case UiCommand.Leave:
                    return Pressed.Leave;
                case UiCommand.Redraw:
                    pressed = Pressed.Redraw;
                    break;
                case UiCommand.Do line:
                    _ = DoAsync(@do, line.Line);
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
    private void AskGauges(Func<string, Task<CommandAnswer>> @do, int width)
    {
        if (!ScreenDrawing.ShowsLine(_ui, width, terminal.Profile.Height) || (_gaugesAsked is { } asked && time.GetElapsedTime(asked) < GaugesEvery))
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
