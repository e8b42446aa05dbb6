using LabActors.Console.Commands;
using LabActors.Console.Session;
using LabActors.Console.Typing;

namespace LabActors.Console.Tests;

/// <summary>A folder with a laboratory, scripts and queues in it, and the commands run against a fake laboratory.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public CommandRun()
    {
        Directory.CreateDirectory(Path.Combine(Demo.Lab, "scripts"));
        Directory.CreateDirectory(Path.GetDirectoryName(Demo.Queue)!);
        File.WriteAllText(Path.Combine(Demo.Lab, "lab.yaml"), "");
        File.WriteAllText(Demo.Queue, "");
    }

    public DemoFolder Demo { get; } = new(Path.Combine(Path.GetTempPath(), $"lab-console-{Guid.NewGuid():N}"));

    public FakeInterrupts Interrupts { get; } = new();

    public FakeProcessEnd End { get; } = new();

    public ProgramStops Stops => new(Interrupts, End, TimeProvider.System);

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] OutputLines => Output.TrimEnd('\n').Split('\n');

    public Task<int> RunAsync(ILaboratory laboratory, params string[] arguments) => RunAsync(laboratory, NoTypedLines.Instance, arguments);

    public Task<int> RunAsync(ILaboratory laboratory, ITypedLines typed, params string[] arguments)
    {
        // Writers of the process are used by several threads too, and are synchronized.
        var output = TextWriter.Synchronized(_output);
        var streams = new ConsoleStreams(output, TextWriter.Synchronized(_error), ScreenText.Console(output, 80), IsTerminal: false) { Typed = typed };
        return new LabCommandLine(laboratory, streams, Stops, TimeProvider.System, Demo).RunAsync(arguments, CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(Demo.Root, recursive: true);
}
