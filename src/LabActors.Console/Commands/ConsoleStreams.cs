using System.Threading.Channels;
using LabActors.Console.FullScreen;
using LabActors.Console.Typing;
using Spectre.Console;

namespace LabActors.Console.Commands;

/// <summary>Where the commands write.</summary>
/// <param name="Ansi">Standard output as a terminal, as far as it is one.</param>
/// <param name="IsTerminal">True when standard output is a terminal that can be drawn on.</param>
public sealed record ConsoleStreams(TextWriter Output, TextWriter Error, IAnsiConsole Ansi, bool IsTerminal)
{
    /// <summary>Where answers to questions and commands are typed; nowhere by default.</summary>
    public ITypedLines Typed { get; init; } = NoTypedLines.Instance;

    /// <summary>Keys as they are pressed, for a full screen; none by default.</summary>
    public Func<ChannelReader<ConsoleKeyInfo>> Keys { get; init; } = PressedKeys.None;

    // What a pipe or file is taken to hold in a line; a terminal says for itself.
    private const int ColumnsOfFile = 120;

    /// <summary>Those of the process.</summary>
    public static ConsoleStreams OfProcess()
    {
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings());

        // In the background lines are written, since the screen is that of another program.
        var isTerminal = !System.Console.IsOutputRedirected && ansi.Profile.Capabilities.Ansi && (System.Console.IsInputRedirected || Foreground.IsOurs());
        if (System.Console.IsOutputRedirected)
            ansi.Profile.Width = ColumnsOfFile;
        return new ConsoleStreams(System.Console.Out, System.Console.Error, ansi, isTerminal) { Typed = StandardInput.OfProcess(), Keys = PressedKeys.OfProcess };
    }
}
