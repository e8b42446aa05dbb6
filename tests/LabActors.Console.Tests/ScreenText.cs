using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Tests;

/// <summary>What a renderable or a writer of the console puts on a terminal without colours.</summary>
internal static class ScreenText
{
    public static string[] Lines(IRenderable renderable, int width, int height = 24) => Lines(console => console.Write(renderable), width, height);

    public static string[] Lines(Action<IAnsiConsole> write, int width, int height = 24)
    {
        var text = new StringWriter();
        write(Console(text, width, height));
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    public static IAnsiConsole Console(TextWriter output, int width, int height = 24)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        return console;
    }
}
